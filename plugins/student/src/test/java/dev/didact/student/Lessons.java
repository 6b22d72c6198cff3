package dev.didact.student;

import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import java.util.List;
import java.util.OptionalInt;

/// Makes what a lesson consists of.
final class Lessons {

    private static final Passage PASSAGE = Document.generated(
                    "made", "facts", "rank problems", Licence.declared("CC0-1.0", "made by the test"))
            .whole();

    private Lessons() {}

    static DecidedSample decided(String prompt, String response, Verdict verdict) {
        return new DecidedSample(
                "1/1",
                Item.of("item", prompt, PASSAGE),
                0,
                1,
                Sample.of(prompt, response),
                Grade.none(),
                verdict,
                new Provenance(
                        List.of(),
                        new Provenance.GeneratedBy(1, 1, "generate", "rank", "0", 1, OptionalInt.empty()),
                        List.of(),
                        "NOASSERTION",
                        List.of()));
    }

    static List<Lesson.Example> examples(List<RankProblems.Problem> problems) {
        return problems.stream()
                .map(problem -> new Lesson.Example(problem.prompt(), problem.answer(), List.of()))
                .toList();
    }
}
