package dev.didact.shell.command;

import dev.didact.engine.ProblemException;
import dev.didact.engine.TaskCard;
import dev.didact.engine.TaskFile;
import dev.didact.engine.Workspace;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Json;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.List;

/// `tasks [NAME]`: the evaluation tasks of the workspace and of plugins, or the card of one.
final class TasksCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("tasks", "list the evaluation tasks", "tasks", Needs.PLUGINS)
                .target(
                        "NAME",
                        new ValueType.Named("NAME", Reference.TASK),
                        TargetSpec.Count.OPTIONAL,
                        "the task to show: its name, file or folder");
    }

    /// A task for programs.
    record Row(
            String id,
            String title,
            String plugin,
            String version,
            String licence,
            String metric,
            String sha256,
            String data,
            List<String> uses,
            Json.Raw config) {}

    /// A task for people.
    record ShortRow(String id, String version, String title, String plugin) {}

    @Override
    public void run(Call call) {
        Workspace workspace = call.session().workspace(call.settings());
        if (call.line().target(0).isPresent()) {
            Word word = call.line().target(0).get();
            TaskCard card = Problems.ofFile(
                    call.line(),
                    word,
                    () -> workspace.task(
                            word.text(), call.session().environment().folder().toAbsolutePath()));
            call.out().document(whole(card), lines(card));
            return;
        }
        List<TaskCard> cards = new ArrayList<>();
        for (TaskFile file : workspace.catalog().tasks()) {
            try {
                cards.add(workspace.task(file));
            } catch (ProblemException wrong) {
                call.out().note(Printable.of("task '" + file.fullId() + "' cannot be used: " + wrong.getMessage()));
            }
        }
        if (call.out().format().machine()) {
            call.out().rows(Row.class, cards.stream().map(TasksCommand::whole).toList());
        } else {
            call.out()
                    .rows(
                            ShortRow.class,
                            cards.stream()
                                    .map(card -> new ShortRow(card.id(), card.version(), card.title(), card.plugin()))
                                    .toList());
            call.out().next("tasks NAME shows its card");
        }
    }

    private static Row whole(TaskCard card) {
        return new Row(
                card.id(),
                card.title(),
                card.plugin(),
                card.version(),
                card.licence(),
                card.metric(),
                card.sha256(),
                card.data(),
                card.uses(),
                new Json.Raw(card.config().toString()));
    }

    private static List<String> lines(TaskCard card) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(card.reference() + "   " + card.title()));
        if (!card.description().isEmpty()) {
            lines.add("  " + Printable.of(card.description()));
        }
        lines.add("  metric   " + Printable.of(card.metric()));
        lines.add("  licence  " + Printable.of(card.licence()));
        lines.add("  data     " + (card.data().isEmpty() ? "made by its source" : card.data()));
        lines.add("  hash     " + card.sha256());
        lines.add("  file     " + Printable.of(card.file().toString()));
        lines.add("  uses     " + Printable.of(String.join(", ", card.uses())));
        card.params()
                .forEachEntry((name, value) ->
                        lines.add("  " + Printable.of(name + "=" + value.asString()) + "   a parameter"));
        return lines;
    }
}
