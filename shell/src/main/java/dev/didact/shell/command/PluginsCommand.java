package dev.didact.shell.command;

import dev.didact.engine.ContributionCard;
import dev.didact.engine.PluginCard;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Format;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `plugins [NAME]`: what is installed, in which state and why.
final class PluginsCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("plugins", "list the plugins", "plugins", Needs.PLUGINS)
                .target(
                        "NAME",
                        new ValueType.Named("NAME", Reference.PLUGIN),
                        TargetSpec.Count.OPTIONAL,
                        "the plugin to show");
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
            List<Contributed> contributions) {}

    /// What a plugin adds.
    record Contributed(String kind, String id, String title) {}

    /// A plugin for people.
    record ShortPlugin(String id, String version, PluginCard.State state, String adds, String reason) {}

    /// A plugin in a table, whose reason follows below the table, where it has room.
    record TablePlugin(String id, String version, PluginCard.State state, String adds) {}

    @Override
    public void run(Call call) {
        List<PluginCard> plugins =
                call.session().workspace(call.settings()).catalog().plugins();
        if (call.line().target(0).isPresent()) {
            Word word = call.line().target(0).get();
            PluginCard card = plugins.stream()
                    .filter(plugin ->
                            plugin.id().equals(word.text()) || plugin.id().endsWith("." + word.text()))
                    .findFirst()
                    .orElseThrow(() -> call.line()
                            .unknown(
                                    word,
                                    Reference.PLUGIN,
                                    plugins.stream().map(PluginCard::id).toList()));
            call.out().document(whole(card), lines(card));
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
        lines.add("  state    " + card.state().name().toLowerCase(Locale.ROOT)
                + (card.reason().isEmpty() ? "" : ": " + Printable.of(card.reason())));
        lines.add("  licence  " + Printable.of(card.licence().isEmpty() ? "unknown" : card.licence()));
        lines.add("  sha256   " + Printable.of(card.sha256()));
        for (ContributionCard one : card.contributions()) {
            lines.add("  " + one.kind().word() + " " + Printable.of(one.id() + "   " + one.title()));
        }
        return lines;
    }
}
