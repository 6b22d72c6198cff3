package dev.didact.testkit;

import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Provenance.Derivation;
import dev.didact.api.data.Provenance.GeneratedBy;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Ready-made samples for tests: graded by one criterion `right`, decided, with a whole origin.
public final class Decided {
    private static final Criterion RIGHT = Criterion.yesNo("right", "Is it right?");

    private Decided() {}

    /// An accepted sample.
    public static DecidedSample accepted(String ref, String prompt, String response) {
        return sample(ref, Sample.of(prompt, response), true, new Verdict.Accepted());
    }

    /// A sample that `right` rejected.
    public static DecidedSample rejected(String ref, String prompt, String response) {
        return sample(ref, Sample.of(prompt, response), false, new Verdict.Rejected("right"));
    }

    /// A sample that could not be decided.
    public static DecidedSample quarantined(String ref, String prompt, String response) {
        return sample(ref, Sample.of(prompt, response), false, new Verdict.Quarantined("ungraded:right"));
    }

    /// An item whose id and content are this text, made by the source `test`.
    public static Item item(String content) {
        return Item.of(content, content, passage(content));
    }

    /// A passage that is the whole of a generated document in the public domain.
    public static Passage passage(String text) {
        return Document.generated("test", text, text, Licence.declared("CC0-1.0", "made for a test"))
                .whole();
    }

    /// A prompt and its response, as a rubric is asked about them where there is no source.
    public static Subject subject(String prompt, String response) {
        return subject(item(prompt), List.of(), Sample.of(prompt, response));
    }

    /// A prompt and its response, as a rubric is asked about them in a run.
    ///
    /// @param sources the texts that its claims are held against, each [the whole of a document][#passage(String)]
    public static Subject subject(String prompt, String response, String... sources) {
        return subject(
                prompt, response, Stream.of(sources).map(Decided::passage).toArray(Passage[]::new));
    }

    /// A prompt and its response, as a rubric is asked about them in a run.
    ///
    /// @param sources the passages that the item is made from, and its claims are held against; at least one
    public static Subject subject(String prompt, String response, Passage... sources) {
        List<Passage> passages = List.of(sources);
        var item = new Item(prompt, prompt, Map.of(), Optional.empty(), passages, OptionalInt.empty());
        return subject(item, passages, Sample.of(prompt, response));
    }

    private static Subject subject(Item item, List<Passage> sources, Sample sample) {
        return new Subject(sample, 0, item, sources, Optional.empty(), Map.of(), List.of(sample), Optional.empty());
    }

    private static DecidedSample sample(String ref, Sample sample, boolean right, Verdict verdict) {
        Item item = item(sample.prompt());
        var entry = new Grade.Entry(
                "test.right@1", "right", RIGHT.answer(right, List.of(Evidence.because("as the test says"))));
        Passage passage = item.passages().getFirst();
        var provenance = new Provenance(
                List.of(new Derivation(
                        "test",
                        passage.document(),
                        passage.origin().sha256(),
                        passage.start(),
                        passage.end(),
                        "item",
                        passage.origin().licence())),
                new GeneratedBy(3, 1, "step", "test.write@1", Document.sha256(new byte[0]), 7, OptionalInt.of(5)),
                List.of(new WrittenBy("test.model", "model", "test", Optional.empty(), "CC0-1.0", Served.LOCAL)),
                "CC0-1.0",
                List.of("source 'test': CC0-1.0", "model 'model': CC0-1.0"));
        var grade = new Grade(List.of(entry), OptionalDouble.of(right ? 1 : 0));
        return new DecidedSample(ref, item, 0, 1, sample, grade, verdict, provenance);
    }
}
