package dev.didact.engine.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.data.Document;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Preference;
import dev.didact.api.data.Provenance;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.ClaimState;
import dev.didact.api.grading.CriterionResult;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Earlier;
import dev.didact.api.grading.Evidence;
import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Span;
import dev.didact.api.grading.Subject;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Fields;
import dev.didact.api.model.Lesson;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Shape;
import dev.didact.api.model.Usage;
import dev.didact.engine.Alarm;
import dev.didact.engine.Estimate;
import dev.didact.engine.Measured;
import dev.didact.engine.Money;
import dev.didact.engine.RunEvent;
import dev.didact.engine.Spending;
import dev.didact.engine.StepCount;
import dev.didact.engine.internal.journal.EventData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecordsTest {
    private static final Document DOCUMENT =
            Document.generated("s", "d", "salt is \"white\" \u00e4 \ud83d\ude00", Licence.declared("CC0-1.0", "made"));
    private static final Item ITEM = new Item(
            "i",
            "What is salt?",
            Map.of("b", "2", "a", "1"),
            Optional.of("white"),
            List.of(DOCUMENT.whole()),
            OptionalInt.of(3));
    private static final Sample SAMPLE = new Sample("p", "r\n", Optional.of("reading"), Map.of("c", "x"));
    private static final Span SPAN = Span.response("red salt", 0, 3);
    private static final Grade GRADE = new Grade(
            List.of(
                    new Grade.Entry(
                            "r@1",
                            "a",
                            new CriterionResult.Scored(
                                    Optional.of("yes"),
                                    1,
                                    List.of(
                                            Evidence.quote(SPAN, "q"),
                                            Evidence.claim(SPAN, Optional.of(SPAN), ClaimState.UNDECIDED, "c"),
                                            Evidence.missing(SPAN, "m"),
                                            Evidence.because("b")))),
                    new Grade.Entry("r@1", "b", new CriterionResult.Abstained("no idea")),
                    new Grade.Entry("r@1", "c", CriterionResult.Ungraded.of(Fault.Kind.NO_CLAIMS, "none")),
                    new Grade.Entry("r@1", "d", new CriterionResult.NotApplicable("no source")),
                    new Grade.Entry("r@1", "e", new CriterionResult.Scored(Optional.empty(), 0.1 + 0.2, List.of()))),
            OptionalDouble.of(1 / 3.0));
    private static final Provenance PROVENANCE = new Provenance(
            List.of(new Provenance.Derivation("s", "d", "ab", 0, 9, "item", Licence.unknown("nowhere"))),
            new Provenance.GeneratedBy(3, 2, "answer", "g@1", "cd", -7, OptionalInt.empty()),
            List.of(new Provenance.WrittenBy(
                    "p@1", "student", "f", Optional.of("ef"), "NOASSERTION", Provenance.Served.REMOTE)),
            "NOASSERTION",
            List.of("because"));
    private static final Spending SPENT = Spending.of(
            "teacher", new Spending.Share(4, 1, 5, new Usage(5, 6, 2), Optional.of(new Money(500_000_000_001L))));

    private static final Measured MEASURED =
            new Measured("m", "accepted", 0.5, 0.2, 0.8, 10, 1, 2, List.of(new Measured.AtLevel(1, 0.5, 10)));

    static Stream<Record> records() {
        return Stream.of(
                ITEM,
                Item.of("j", "", DOCUMENT.whole()),
                DOCUMENT,
                new Preference("robots", "train", Preference.Value.DISALLOWED, "robots.txt"),
                SAMPLE,
                Sample.of("", "\u0000\ud83d\ude00"),
                GRADE,
                Grade.none(),
                PROVENANCE,
                new DecidedSample("3/1", ITEM.withoutKey(), 1, 2, SAMPLE, GRADE, new Verdict.Accepted(), PROVENANCE),
                new DecidedSample("3/2", ITEM, 0, 1, SAMPLE, GRADE, new Verdict.Rejected("a"), PROVENANCE),
                new DecidedSample("3/3", ITEM, 0, 1, SAMPLE, GRADE, new Verdict.Quarantined("ungraded:c"), PROVENANCE),
                new Subject(
                        SAMPLE,
                        1,
                        ITEM,
                        List.of(DOCUMENT.whole()),
                        Optional.of("k"),
                        Map.of("x", "y"),
                        List.of(SAMPLE),
                        Optional.of(new Earlier(7, Optional.of(new Earlier.Nearest("i", 1, 0.75))))),
                new Reply.Answered(
                        "{}",
                        Optional.of(new Fields(Map.of("a", List.of("1", "2"), "b", List.of()))),
                        Reply.Finish.LENGTH,
                        new Usage(1, Long.MAX_VALUE)),
                Reply.Answered.of("text", Usage.NONE),
                Reply.Failed.of(Fault.Kind.RATE_LIMITED, "later"),
                new Request(
                        "judge",
                        List.of(Message.system("s"), Message.user("u"), new Message(Message.Role.ASSISTANT, "a")),
                        Optional.of(new Shape(
                                "v", List.of(Shape.Field.text("t", "d"), Shape.Field.oneOf("o", "d", List.of("a"))))),
                        new Settings(OptionalDouble.of(0.7), OptionalInt.of(9), List.of("\n"))),
                new ModelCall(List.of(Message.user("u")), Optional.empty(), Settings.DEFAULT, -1),
                new ModelInfo("f", true, 4, "CC0-1.0", Provenance.Served.LOCAL),
                new Checkpoint("ab", "name", Optional.of("cd")),
                new Lesson.Example("p", "r", List.of(DOCUMENT.whole())),
                new RunEvent.Started(3, "r", "", 7, 8, true, 2, Optional.of(new RunEvent.Parent(1, 2)), List.of("s")),
                new RunEvent.RoundFinished(
                        3,
                        1,
                        9,
                        5,
                        3,
                        1,
                        1,
                        0,
                        2,
                        Map.of("a", 3L),
                        List.of(new StepCount("s", 4, 9, 5, Map.of("a", 3L), 2, SPENT)),
                        List.of(MEASURED),
                        0.5,
                        0.25,
                        Map.of("s", 2),
                        true,
                        List.of(new Alarm("novelty", 0.1, "repeats")),
                        SPENT,
                        1.25),
                new RunEvent.Finished(
                        3,
                        RunEvent.Status.STOPPED,
                        "budget",
                        "more",
                        5,
                        List.of(new RunEvent.FirstAndLast("m", MEASURED, MEASURED)),
                        SPENT,
                        Optional.of(
                                new Estimate(OptionalLong.of(7), Optional.empty(), OptionalDouble.of(2.5), "run 1")),
                        2.5));
    }

    /// As the journal does: to text and back.
    @ParameterizedTest
    @MethodSource("records")
    void aRecordComesBackAsItWasWritten(Record record) {
        ObjectNode json = Records.write(record);

        ObjectNode read = (ObjectNode) JsonMapper.shared().readTree(json.toString());

        Record back = Records.read(read, record.getClass());
        assertThat(back).isEqualTo(record);
        assertThat(Records.write(back).toString()).isEqualTo(json.toString());
    }

    @ParameterizedTest
    @MethodSource("records")
    void theBytesOfARecordAreThoseOfItsObject(Record record) {
        assertThat(Records.bytes(record)).isEqualTo(EventData.write(Records.write(record)));
    }

    @Test
    void halfASurrogatePairComesBackFromTheBytesOfARecord() {
        Sample half = Sample.of("p", "half \ud83d of a pair, \u00fc");

        byte[] bytes = Records.bytes(half);

        assertThat(Records.read(EventData.read(bytes, 0, bytes.length), Sample.class))
                .isEqualTo(half);
    }

    @Test
    void sealedTypesAreToldApartByAWordAndNothingIsWrittenForWhatIsAbsent() {
        assertThat(Records.write(new Grade.Entry("r", "c", CriterionResult.Ungraded.of(Fault.Kind.NO_SOURCE, "m")))
                        .toString())
                .isEqualTo("{\"rubric\":\"r\",\"criterion\":\"c\",\"result\":{\"result\":\"ungraded\","
                        + "\"fault\":{\"kind\":\"no-source\",\"message\":\"m\"}}}");
        assertThat(Records.write(Sample.of("p", "r")).toString())
                .isEqualTo("{\"prompt\":\"p\",\"response\":\"r\",\"columns\":{}}");
    }
}
