package dev.didact.shell.command;

import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginOffer;
import dev.didact.engine.PluginStore;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// `plugin ACTION …`: makes the project of a new plugin, installs plugins and takes them out of use, while runs go on.
/// A run keeps the plugins that it began with.
final class PluginCommand implements Command {

    /// What can be done with a plugin.
    private enum Action {
        NEW("make the project of a new plugin: plugin new rubric org.example.plain-words"),
        DEV("load it again at each build of its project, and show which verdicts changed"),
        VERIFY("look at an archive or a built project: what is wrong with it, and the cure"),
        INSTALL("install or update it from an archive or a folder"),
        RELOAD("read it again; new runs use what is there then"),
        ROLLBACK("go back to the version before"),
        DISABLE("take it out of use"),
        ENABLE("take it back into use"),
        REMOVE("take it away; runs that are pinned to it keep it");

        private final String doc;

        Action(String doc) {
            this.doc = doc;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What other programs call these, and what lists plugins.
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("update", "install"),
            Map.entry("upgrade", "install"),
            Map.entry("add", "install"),
            Map.entry("uninstall", "remove"),
            Map.entry("delete", "remove"),
            Map.entry("downgrade", "rollback"),
            Map.entry("revert", "rollback"),
            Map.entry("create", "new"),
            Map.entry("check", "verify"),
            Map.entry("test", "verify"),
            Map.entry("list", "plugins"),
            Map.entry("show", "plugins"),
            Map.entry("info", "plugins"));

    private static final Map<OptionSpec, Action> OF_ONE_ACTION = Map.of(
            NewPlugin.FOLDER, Action.NEW,
            DevelopPlugin.RECIPE, Action.DEV,
            DevelopPlugin.ITEMS, Action.DEV,
            DevelopPlugin.DEBUG, Action.DEV);

    /// A plugin that was taken away.
    record Removed(String id, boolean removed) {}

    @Override
    public CommandSpec spec() {
        List<Term> actions = Arrays.stream(Action.values())
                .map(action -> new Term(action.word(), action.doc))
                .toList();
        return CommandSpec.of(
                        "plugin",
                        "write plugins, install them and take them out of use",
                        "plugin install essays-1.2.0.zip",
                        Needs.PLUGINS)
                .target("ACTION", new ValueType.Choice(actions, INSTEAD), TargetSpec.Count.ONE, "what to do")
                .target(
                        "PLUGIN",
                        new ValueType.Named("PLUGIN", Reference.PLUGIN),
                        TargetSpec.Count.ONE,
                        "id of the plugin; for install and verify its archive, its folder, or that of its built"
                                + " project; for new source, generator, rubric, model, learner or exporter")
                .target(
                        "ID",
                        new ValueType.Text("ID"),
                        TargetSpec.Count.OPTIONAL,
                        "for new: the id of the plugin, such as org.example.plain-words")
                .option(NewPlugin.FOLDER)
                .option(DevelopPlugin.RECIPE)
                .option(DevelopPlugin.ITEMS)
                .option(DevelopPlugin.DEBUG);
    }

    @Override
    public void run(Call call) {
        Action action = Action.valueOf(call.line().targets().getFirst().text().toUpperCase(Locale.ROOT));
        Word word = call.line().targets().get(1);
        requireMeaning(call.line(), action);
        switch (action) {
            case NEW -> NewPlugin.make(call, word);
            case VERIFY -> VerifyPlugin.verify(call, word);
            case DEV -> DevelopPlugin.follow(call, word);
            case INSTALL, RELOAD, ROLLBACK, DISABLE, ENABLE, REMOVE -> change(call, action, word);
        }
    }

    /// Changes what is in use, and names the plugins that miss what they need by it.
    private static void change(Call call, Action action, Word word) {
        List<PluginCard> before = plugins(call);
        PluginStore store = store(call);
        switch (action) {
            case INSTALL -> install(call, store, word);
            case RELOAD -> changed(call, store.reload(id(call, word)));
            case ROLLBACK -> changed(call, store.rollback(id(call, word)));
            case DISABLE -> changed(call, store.disable(id(call, word)));
            case ENABLE -> changed(call, store.enable(id(call, word)));
            case REMOVE -> {
                String id = id(call, word);
                store.remove(id);
                call.out().document(new Removed(id, true), List.of(Printable.of("removed " + id)));
            }
            case NEW, DEV, VERIFY -> throw new IllegalArgumentException(action.word() + " changes nothing");
        }
        List<String> lacking = lacking(before).map(PluginCard::reference).toList();
        lacking(plugins(call))
                .filter(plugin -> !lacking.contains(plugin.reference()))
                .forEach(plugin -> call.out()
                        .note("plugin " + plugin.reference() + " cannot be used any more: " + plugin.reason()));
    }

    private static Stream<PluginCard> lacking(List<PluginCard> plugins) {
        return plugins.stream().filter(plugin -> plugin.state() == PluginCard.State.INSTALLED);
    }

    private static List<PluginCard> plugins(Call call) {
        return call.session().workspace(call.settings()).catalog().plugins();
    }

    private static PluginStore store(Call call) {
        return call.session().workspace(call.settings()).plugins();
    }

    /// Refuses words that mean something with another action only.
    private static void requireMeaning(Line line, Action action) {
        if (action != Action.NEW) {
            line.target(2).ifPresent(word -> {
                throw line.error(
                        ErrorCode.EXCESS,
                        word,
                        "'plugin " + action.word() + "' takes one target, this is one too many");
            });
        }
        OF_ONE_ACTION.forEach((option, of) -> {
            if (of != action) {
                line.option(option.name()).ifPresent(word -> {
                    throw line.error(
                            ErrorCode.OPTION,
                            word,
                            "'" + option.name() + "' belongs to 'plugin " + of.word() + "', not to 'plugin "
                                    + action.word() + "'");
                });
            }
        });
    }

    private static void install(Call call, PluginStore store, Word word) {
        Line line = call.line();
        Path from = call.session().environment().folder().resolve(word.text());
        if (!Files.exists(from)) {
            boolean known = plugins(call).stream()
                    .map(PluginCard::id)
                    .anyMatch(id -> id.equals(word.text()) || id.endsWith("." + word.text()));
            throw line.error(
                    ErrorCode.VALUE,
                    word,
                    "no file or folder '" + word.text() + "'"
                            + (known ? "; a plugin is updated from the archive or the folder of its new version" : ""));
        }
        PluginOffer offer = store.offer(from);
        CapabilitySheet.lines(offer).forEach(call.out()::note);
        if (offer.asks() && !call.settings().yes()) {
            boolean agreed = call.session()
                    .ask("install it? [y/N] ")
                    .orElseThrow(() -> CapabilitySheet.unasked(
                            line, word, "installing " + offer.plugin().id()));
            if (!agreed) {
                call.out().note("not installed");
                return;
            }
        }
        changed(call, store.install(offer));
    }

    private static void changed(Call call, PluginCard card) {
        call.out()
                .document(
                        PluginsCommand.whole(card),
                        List.of(Printable.of(card.id() + " " + card.version() + "   "
                                + card.state().name().toLowerCase(Locale.ROOT)
                                + (card.reason().isEmpty() ? "" : ": " + card.reason()))));
    }

    /// The id that a word means: itself, or its last part where one plugin alone ends so.
    private static String id(Call call, Word word) {
        List<String> ids = plugins(call).stream().map(PluginCard::id).distinct().toList();
        List<String> meant = ids.contains(word.text())
                ? List.of(word.text())
                : ids.stream().filter(id -> id.endsWith("." + word.text())).toList();
        if (meant.size() > 1) {
            throw call.line()
                    .error(
                            ErrorCode.NAME,
                            word,
                            "'" + word.text() + "' is the end of several ids; write one of " + meant);
        }
        return meant.stream().findFirst().orElseThrow(() -> call.line().unknown(word, Reference.PLUGIN, ids));
    }
}
