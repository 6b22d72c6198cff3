package dev.didact.shell.report;

import dev.didact.shell.report.Page.Fact;
import java.util.ArrayList;
import java.util.List;

/// How to read a report, and what it does not show.
final class Notes {
    private static final String STUDENT = "dev.didact.student";

    private Notes() {}

    static List<Fact> of(List<Arm> arms, List<Examples> examples) {
        var notes = new ArrayList<Fact>();
        notes.add(new Fact(
                "Accepted",
                "means that every entry of the recipe's grade accepted the sample, and no more than that: it holds as far"
                        + " as these criteria look. Rejected means that a criterion failed it. Quarantined means that it"
                        + " could be neither: a grader failed, or a claim stayed undecided. A grader that failed is never"
                        + " a score."));
        notes.add(new Fact(
                "Who verified",
                "is what stands under \"From outside the model\": a rule, a program, a judge that is a model, examples that"
                        + " were given, or nothing. No person looked at these samples unless it is said there."));
        notes.add(new Fact(
                "The held-out score",
                "counts items whose key no generator, rubric or learner of the run sees. Its interval covers chance in"
                        + " the choice of these items, not chance in training: another random seed gives another curve."
                        + " Acceptance is no measure of truth; it can rise while the held-out score falls."));
        if (arms.size() > 1) {
            notes.add(new Fact(
                    "The other arms",
                    "show what part of a rise is not owed to the rubric. An arm that trains on without new samples"
                            + " shows how much is only more training."));
        }
        if (examples.stream().anyMatch(each -> each.isWrittenBy(STUDENT))) {
            notes.add(new Fact(
                    "The embedded student",
                    "is a transformer of 108,000 parameters, really trained: a test bench for loops and graders. What"
                            + " it shows is how the loop and the rubric behave. It shows nothing about hallucination in"
                            + " large models, and its task is so narrow that a program can check every answer."));
        }
        return notes;
    }
}
