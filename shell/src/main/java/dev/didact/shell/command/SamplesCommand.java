package dev.didact.shell.command;

import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.engine.RunView;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Line;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.Suggestions;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// `samples RUN`: what a run made, in the order of its numbers.
final class SamplesCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("samples", "list the samples of a run", "samples 1 --limit 5", Needs.JOURNAL)
                .target("RUN", Values.RUN, TargetSpec.Count.ONE, "the run")
                .option(OptionSpec.valued(
                        "--verdict",
                        new ValueType.Choice(List.of(
                                new Term("accepted", "may be learned from"),
                                new Term("rejected", "failed a criterion"),
                                new Term("quarantined", "neither"))),
                        "only samples with this verdict"))
                .option(OptionSpec.valued(
                        "--criterion",
                        new ValueType.Named("ID", Reference.CRITERION),
                        "only samples that this criterion decided"))
                .option(OptionSpec.valued("--limit", Values.COUNT, "at most so many")
                        .withLetter("-n"));
    }

    /// A sample for people.
    record Row(String ref, String verdict, OptionalDouble score, String decidedBy, String text) {}

    @Override
    public void run(Call call) {
        Line line = call.line();
        Word run = line.targets().getFirst();
        RunView view = Problems.at(
                line, run, () -> call.session().workspace(call.settings()).view(Values.run(run)));
        List<DecidedSample> chosen;
        try (Stream<DecidedSample> samples = view.samples()) {
            chosen = samples.filter(sample -> fits(line, sample))
                    .limit(line.number("--limit").orElse(Long.MAX_VALUE))
                    .toList();
        }
        if (chosen.isEmpty()) {
            line.option("--criterion").ifPresent(criterion -> requireKnown(line, criterion, view));
        }
        if (call.out().format().machine()) {
            call.out().list(chosen.stream().map(Samples::json).toList(), List.of());
        } else {
            call.out().rows(Row.class, chosen.stream().map(SamplesCommand::row).toList());
        }
    }

    /// A criterion that graded nothing in the run is a mistake, not one that decided nothing.
    private static void requireKnown(Line line, Word criterion, RunView view) {
        List<String> known;
        try (Stream<DecidedSample> samples = view.samples()) {
            known = samples.flatMap(sample -> sample.grade().criteria().stream())
                    .map(Grade.Entry::criterion)
                    .distinct()
                    .toList();
        }
        if (!known.contains(criterion.text())) {
            String there = known.isEmpty() ? "; nothing was graded in it" : ", only " + String.join(", ", known);
            throw line.error(ErrorCode.NAME, criterion, "the run has no criterion '" + criterion.text() + "'" + there)
                    .suggesting(Suggestions.near(criterion.text(), known));
        }
    }

    private static boolean fits(Line line, DecidedSample sample) {
        boolean verdict = line.option("--verdict")
                .map(word -> word.text().equals(sample.verdict().word()))
                .orElse(true);
        return verdict
                && line.option("--criterion")
                        .map(word -> decidedBy(sample.verdict(), word.text()))
                        .orElse(true);
    }

    private static boolean decidedBy(Verdict verdict, String criterion) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> false;
            case Verdict.Rejected rejected -> rejected.criterion().equals(criterion);
            case Verdict.Quarantined quarantined -> quarantined.rule().endsWith(":" + criterion);
        };
    }

    private static Row row(DecidedSample sample) {
        return new Row(
                sample.ref(),
                sample.verdict().word(),
                sample.grade().total(),
                EventText.why(sample.verdict()),
                sample.sample().shown());
    }
}
