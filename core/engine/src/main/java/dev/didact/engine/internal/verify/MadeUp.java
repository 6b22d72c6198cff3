package dev.didact.engine.internal.verify;

import dev.didact.api.data.Document;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Passage;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Provenance.Derivation;
import dev.didact.api.data.Provenance.GeneratedBy;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.data.Provenance.WrittenBy;
import dev.didact.api.data.Purpose;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Settings;
import dev.didact.engine.Material;
import dev.didact.engine.Material.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What a contribution is looked at with where nobody gave anything.
final class MadeUp {
    /// Why the made-up rejected sample was rejected.
    static final String REASON = "the sum is four and not five";

    private static final Criterion RIGHT = Criterion.yesNo("right", "Is it right?");

    private MadeUp() {}

    /// Material for whoever knows nothing of a contribution.
    ///
    /// @param own items that the plugin's own sources yield
    static Material material(String with, Path folder, List<Item> own) {
        List<Given<Item>> items = new ArrayList<>(items());
        List<Given<Subject>> subjects = new ArrayList<>(subjects());
        for (Item item : own) {
            items.add(new Given<>(item, List.of()));
            Sample sample = Sample.of(item.content(), item.key().orElse("4"));
            subjects.add(new Given<>(
                    new Subject(
                            sample,
                            0,
                            item.withoutKey(),
                            item.passages(),
                            item.key(),
                            Map.of(),
                            List.of(sample, Sample.of(item.content(), "5")),
                            Optional.of(new Earlier(0, Optional.empty()))),
                    List.of()));
        }
        return Material.of(with, folder).generating(items).grading(subjects);
    }

    /// The draws of a run that has two rounds.
    static List<Draw> draws() {
        return List.of(
                draw(Purpose.STARTING, 0),
                draw(Purpose.TRAINING, 1),
                draw(Purpose.TRAINING, 2),
                draw(Purpose.HELD_OUT, 0));
    }

    static Draw draw(Purpose purpose, int round) {
        return new Draw(purpose, round, OptionalInt.empty());
    }

    /// Items as a source of texts and one of questions yields them.
    static List<Given<Item>> items() {
        return Stream.of("The sea is salty. Rivers bring the salt.", "2+2")
                .map(text -> new Given<>(item(text), List.of()))
                .toList();
    }

    private static Item item(String content) {
        return Item.of(content.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-"), content, passage(content));
    }

    private static Passage passage(String text) {
        return Document.generated("made-up", "made-up.txt", text, Licence.declared("CC0-1.0", "made for a look"))
                .whole();
    }

    /// Subjects with all inputs that a criterion may name.
    static List<Given<Subject>> subjects() {
        return Stream.of(
                        subject("Why is the sea salty?", "Because rivers bring the salt."),
                        subject("2+2", "4"),
                        subject("2+2", "5"))
                .map(subject -> new Given<>(subject, List.of()))
                .toList();
    }

    /// What a response is asked about, among other responses.
    static Subject subject(String prompt, String response) {
        Item item = item(prompt);
        Sample sample = Sample.of(prompt, response);
        return new Subject(
                sample,
                1,
                item,
                List.of(passage("The sea is salty. Rivers bring the salt.")),
                Optional.of("4"),
                Map.of(),
                List.of(Sample.of(prompt, "Nobody knows."), sample, Sample.of(prompt, "4")),
                Optional.of(new Earlier(3, Optional.of(new Earlier.Nearest("sums", 0, 0.9)))));
    }

    /// Calls of several kinds.
    static List<ModelCall> calls() {
        return List.of(
                call(List.of(Message.user("2+2")), 7),
                call(List.of(Message.system("Be brief."), Message.user("Why is the sea salty?")), 8),
                call(List.of(Message.user("2+2")), 9));
    }

    private static ModelCall call(List<Message> messages, long randomSeed) {
        return new ModelCall(messages, Optional.empty(), Settings.DEFAULT.withMaxTokens(20), randomSeed);
    }

    /// A short lesson with samples of every verdict.
    static Material.Lessons lessons() {
        return (from, output) -> new Lesson(
                from.isPresent() ? 1 : 0,
                from,
                from.isPresent() ? List.of(new Lesson.Part("step", 1, samples())) : List.of(),
                List.of(
                        new Lesson.Example("2+2", "4", List.of(passage("2+2"))),
                        new Lesson.Example("3+1", "4", List.of(passage("3+1")))),
                from.isPresent() ? 0.3 : 1,
                OptionalInt.of(2),
                7,
                output);
    }

    /// Samples of every verdict.
    static List<DecidedSample> samples() {
        return List.of(accepted("2+2", "4"), rejected("2+2", "5"), quarantined("2+2", "6"));
    }

    static DecidedSample accepted(String prompt, String response) {
        return sample("3/1", Sample.of(prompt, response), true, new Verdict.Accepted());
    }

    static DecidedSample rejected(String prompt, String response) {
        return sample("3/2", Sample.of(prompt, response), false, new Verdict.Rejected("right"));
    }

    static DecidedSample quarantined(String prompt, String response) {
        return sample("3/3", Sample.of(prompt, response), false, new Verdict.Quarantined("ungraded:right"));
    }

    private static DecidedSample sample(String ref, Sample sample, boolean right, Verdict verdict) {
        Item item = item(sample.prompt());
        Passage passage = item.passages().getFirst();
        var entry = new Grade.Entry("made.up@1", "right", RIGHT.answer(right, List.of(Evidence.because(REASON))));
        var provenance = new Provenance(
                List.of(new Derivation(
                        "made-up",
                        passage.document(),
                        passage.origin().sha256(),
                        passage.start(),
                        passage.end(),
                        "item",
                        passage.origin().licence())),
                new GeneratedBy(3, 1, "step", "made.up@1", Document.sha256(new byte[0]), 7, OptionalInt.empty()),
                List.of(new WrittenBy("made.up", "model", "made-up", Optional.empty(), "CC0-1.0", Served.LOCAL)),
                "CC0-1.0",
                List.of("source 'made-up': CC0-1.0", "model 'model': CC0-1.0"));
        var grade = new Grade(List.of(entry), OptionalDouble.of(right ? 1 : 0));
        return new DecidedSample(ref, item, 0, 1, sample, grade, verdict, provenance);
    }
}
