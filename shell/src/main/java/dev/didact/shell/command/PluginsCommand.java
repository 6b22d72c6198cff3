package dev.didact.shell.command;

import dev.didact.engine.Capabilities;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.engine.PluginPage;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.ShellError;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Format;
import dev.didact.shell.output.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `plugins [NAME [--to FILE.md]]`: what is installed, in which state and why, and the documentation of a plugin. An
/// archive or the folder of a built project may stand for a name.
final class PluginsCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("plugins", "list the plugins", "plugins", Needs.PLUGINS)
                .target(
                        "NAME",
                        new ValueType.Named("NAME", Reference.PLUGIN),
                        TargetSpec.Count.OPTIONAL,
                        "the plugin to show: its id, its archive, or the folder of its built project")
                .option(OptionSpec.valued(
                        "--to", new ValueType.FilePath("FILE.md"), "write its page in Markdown to this file"));
    }

    /// A plugin for programs.
    record Plugin(
            String id,
            String version,
            String title,
            PluginCard.State state,
            String reason,
            String licence,
            String support,
            String sha256,
            Capabilities capabilities,
            List<Contributed> contributions) {}

    /// What a plugin adds.
    record Contributed(String kind, String id, String title) {}

    /// A page that was written.
    record Written(String file, String plugin) {}

    /// A plugin for people.
    record ShortPlugin(String id, String version, PluginCard.State state, String adds, String reason) {}

    /// A plugin in a table, whose reason follows below the table, where it has room.
    record TablePlugin(String id, String version, PluginCard.State state, String adds) {}

    @Override
    public void run(Call call) {
        Workspace workspace = call.session().workspace(call.settings());
        List<PluginCard> plugins = workspace.catalog().plugins();
        Optional<Word> to = call.line().option("--to");
        if (call.line().target(0).isPresent()) {
            PluginCard card = named(call, workspace, call.line().target(0).get(), plugins);
            if (to.isPresent()) {
                write(call, card, to.get().text());
            } else {
                call.out().document(whole(card), lines(card));
            }
        } else if (to.isPresent()) {
            throw call.line()
                    .error(ErrorCode.MISSING, to.get(), "a page is of one plugin; name it: plugins NAME --to FILE.md");
        } else if (call.out().format().machine()) {
            call.out()
                    .rows(
                            Plugin.class,
                            plugins.stream().map(PluginsCommand::whole).toList());
        } else if (call.out().format() == Format.TABLE) {
            call.out()
                    .rows(
                            TablePlugin.class,
                            plugins.stream().map(PluginsCommand::inTable).toList());
            call.out()
                    .lines(plugins.stream()
                            .filter(plugin -> !plugin.reason().isEmpty())
                            .map(plugin -> Printable.of(plugin.id() + ": " + plugin.reason()))
                            .toList());
        } else {
            call.out()
                    .rows(
                            ShortPlugin.class,
                            plugins.stream().map(PluginsCommand::brief).toList());
        }
    }

    private static PluginCard named(Call call, Workspace workspace, Word word, List<PluginCard> plugins) {
        Optional<PluginCard> known = plugins.stream()
                .filter(plugin -> plugin.id().equals(word.text()) || plugin.id().endsWith("." + word.text()))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Path file = call.session().environment().folder().resolve(word.text());
        if (Files.exists(file)) {
            return workspace.plugins().offer(file).plugin();
        }
        List<String> ids = plugins.stream().map(PluginCard::id).toList();
        throw call.line().unknown(word, Reference.PLUGIN, ids);
    }

    private static void write(Call call, PluginCard card, String name) {
        Path file = call.session().environment().folder().resolve(name);
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, PluginPage.markdown(card));
        } catch (IOException unwritable) {
            throw ShellError.of(ErrorCode.OUTPUT, "cannot write '" + name + "': " + unwritable.getMessage());
        }
        call.out().document(new Written(name, card.id()), List.of(Printable.of("wrote " + name)));
    }

    /// A plugin for programs.
    static Plugin whole(PluginCard card) {
        return new Plugin(
                card.id(),
                card.version(),
                card.title(),
                card.state(),
                card.reason(),
                card.licence(),
                card.support(),
                card.sha256(),
                card.capabilities(),
                card.contributions().stream()
                        .map(one -> new Contributed(one.kind().word(), one.id(), one.title()))
                        .toList());
    }

    private static TablePlugin inTable(PluginCard card) {
        return new TablePlugin(card.id(), card.version(), card.state(), adds(card));
    }

    private static ShortPlugin brief(PluginCard card) {
        return new ShortPlugin(card.id(), card.version(), card.state(), adds(card), card.reason());
    }

    private static String adds(PluginCard card) {
        return String.join(
                ", ",
                card.contributions().stream()
                        .map(one -> one.kind().word() + " " + one.id())
                        .toList());
    }

    private static List<String> lines(PluginCard card) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(card.id() + " " + card.version() + "   " + card.title()));
        lines.add("  state     " + card.state().name().toLowerCase(Locale.ROOT)
                + (card.reason().isEmpty() ? "" : ": " + Printable.of(card.reason())));
        lines.add("  licence   " + Printable.of(card.licence().isEmpty() ? "unknown" : card.licence()));
        lines.add("  sha256    " + Printable.of(card.sha256()));
        lines.add("  support   " + Printable.of(card.support().isEmpty() ? "not stated" : card.support()));
        lines.addAll(CapabilitySheet.wants(card.capabilities(), List.of()));
        for (ContributionCard one : card.contributions()) {
            lines.add("  adds      " + one.kind().word() + " " + Printable.of(one.id() + "   " + one.title()));
        }
        return lines;
    }
}
