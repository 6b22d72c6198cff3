package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Failed;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Usage;
import dev.didact.models.endpoints.Dialect.Ending;
import dev.didact.testkit.TestContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What comes with a status of success and is no answer, in all four formats: a failure of a kind, never an answer.
final class MalformedAnswersTest {
    private static final String TEXT = "Grüße \u2028 😀";

    /// A body that comes of a dialect's good one, and the name of the fault that it is; `later` for what may pass.
    private record Row(String what, Function<Dialect, String> body, String outcome) {}

    private static final List<Row> ROWS = List.of(
            new Row("nothing", _ -> "", "later"),
            new Row("a page", _ -> "<html><body>502 Bad Gateway</body></html>", "later"),
            new Row("two roots", dialect -> dialect.good(TEXT) + dialect.good(TEXT), "later"),
            new Row("text behind", dialect -> dialect.good(TEXT) + " data: [DONE]", "later"),
            new Row("events", dialect -> "data: " + dialect.good(TEXT), "later"),
            new Row("endless nesting", _ -> "[".repeat(100_000), "later"),
            new Row("NaN", dialect -> dialect.good(TEXT).replace(":7", ":NaN"), "unparseable"),
            new Row("Infinity", dialect -> dialect.good(TEXT).replace(":7", ":-Infinity"), "unparseable"),
            new Row("a number beyond all", dialect -> dialect.good(TEXT).replace(":7", ":1e999"), "unparseable"),
            new Row("null", _ -> "null", "empty-reply"),
            new Row("a number", _ -> "5", "empty-reply"),
            new Row("a text", _ -> "\"" + TEXT + "\"", "empty-reply"),
            new Row("a list", _ -> "[]", "empty-reply"),
            new Row("an object", _ -> "{}", "empty-reply"),
            new Row("no choice", Dialect::withoutChoice, "empty-reply"),
            new Row("no text", dialect -> dialect.good(""), "empty-reply"),
            new Row("white space", dialect -> dialect.good(" \\n\\t"), "empty-reply"),
            new Row("white space at the limit", dialect -> dialect.answer(" ", Ending.LENGTH), "empty-reply"),
            new Row(
                    "a number for a text",
                    dialect -> content(dialect, dialect.text("~").replace("'~'", "5")),
                    "unparseable"),
            new Row(
                    "an object for a text",
                    dialect -> content(dialect, dialect.text("~").replace("'~'", "{}")),
                    "unparseable"),
            new Row(
                    "an error of the request",
                    _ -> "{'error':{'message':'bad stop','type':'invalid_request_error'}}",
                    "bad-request"),
            new Row("an error without a kind", _ -> "{'error':'unknown model'}", "bad-request"),
            new Row(
                    "an error beside an answer",
                    dialect -> dialect.good(TEXT).replaceFirst("\\{", "{'error':'no',"),
                    "bad-request"),
            new Row("an overload, OpenAI", _ -> "{'error':{'message':'later','code':'rate_limit_exceeded'}}", "later"),
            new Row(
                    "an overload, Anthropic",
                    _ -> "{'type':'error','error':{'type':'overloaded_error','message':'later'}}",
                    "later"),
            new Row(
                    "an overload, Gemini",
                    _ -> "{'error':{'code':503,'message':'later','status':'UNAVAILABLE'}}",
                    "later"));

    static Stream<Arguments> table() {
        return ROWS.stream().flatMap(row -> Stream.of(Dialect.values()).map(dialect -> Arguments.of(dialect, row)));
    }

    private static String content(Dialect dialect, String content) {
        return dialect.answer(content, dialect.ending(Ending.STOP));
    }

    @ParameterizedTest
    @MethodSource("table")
    void whatIsNoAnswerIsAFailureOfAKind(Dialect dialect, Row row) throws Exception {
        var endpoint = new Scripted(200, Dialect.json(row.body.apply(dialect)));
        assertThat(outcome(dialect, endpoint)).as(row.what).isEqualTo(row.outcome);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWholeIsAnAnswerWithItsUsage(Dialect dialect) throws Exception {
        assertThat(dialect.ask(new Scripted(200, dialect.good(TEXT))))
                .isEqualTo(new Answered(TEXT, Optional.empty(), Finish.STOP, new Usage(7, 3)));
        assertThat(dialect.ask(new Scripted(200, dialect.answer(TEXT, Ending.LENGTH))))
                .isEqualTo(new Answered(TEXT, Optional.empty(), Finish.LENGTH, new Usage(7, 3)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
    void whatTheModelOrAFilterDeclinesIsARefusal(Dialect dialect) throws Exception {
        for (String text : List.of(TEXT, "")) {
            assertThat(dialect.ask(new Scripted(200, dialect.answer(text, Ending.FILTER))))
                    .isEqualTo(new Answered(text, Optional.empty(), Finish.REFUSED, new Usage(7, 3)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENAI")
    void anEndThatMayBeNoneIsNoAnswer(Dialect dialect) throws Exception {
        var unknown = new Scripted(200, Dialect.json(dialect.answer(dialect.text(TEXT), "'PAUSED'")));
        assertThat(outcome(dialect, unknown)).isEqualTo("unparseable");
        String unfinished = dialect == Dialect.OLLAMA
                ? dialect.good(TEXT).replace("\"done\":true", "\"done\":false")
                : Dialect.json(dialect.answer(dialect.text(TEXT), "null"));
        assertThat(outcome(dialect, new Scripted(200, unfinished))).isEqualTo("later");
    }

    @ParameterizedTest
    @EnumSource
    void everyProperBeginningOfAnAnswerIsCutOffAndMayPass(Dialect dialect) throws Exception {
        byte[] whole = dialect.good(TEXT).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            String outcome = outcome(dialect, new Scripted(200, Map.of(), Arrays.copyOf(whole, length)));
            boolean insideALetter = (whole[length] & 0xC0) == 0x80;
            assertThat(outcome).as("the first %d bytes", length).isEqualTo(insideALetter ? "unparseable" : "later");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoUtf8AreUnparseableAndNeverReplaced(Dialect dialect) throws Exception {
        byte[] latin = dialect.good(TEXT).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(outcome(dialect, new Scripted(200, Map.of(), latin))).isEqualTo("unparseable");
    }

    @ParameterizedTest
    @EnumSource
    void damageAroundTheTextNeverMakesAnotherText(Dialect dialect) throws Exception {
        var random = new SplittableRandom(7);
        String good = dialect.good(TEXT);
        for (int round = 0; round < 600; round++) {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(good.indexOf(TEXT) - 1)] = (byte) random.nextInt(256);
            try {
                if (dialect.ask(new Scripted(200, Map.of(), bytes)) instanceof Answered answered) {
                    assertThat(answered.text()).isEqualTo(TEXT);
                }
            } catch (DidactException.Transient e) {
                assertThat(e).hasMessageMatching("(?s).*(JSON|finished).*");
            }
        }
    }

    @Test
    void whateverHappensToAnAnswerNothingUnforeseenComesOut() throws Exception {
        var random = new SplittableRandom(7);
        for (byte[] seed : AnswersFuzz.seeds()) {
            AnswersFuzz.fuzzerTestOneInput(seed);
            for (int round = 0; round < 300; round++) {
                byte[] bytes = seed.clone();
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                AnswersFuzz.fuzzerTestOneInput(bytes);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatTheHostFoundTooLargeIsAFault(Dialect dialect) throws Exception {
        var context = TestContext.withRandomSeed(7).with(_ -> {
            throw new DidactException.Permanent("larger than 16 MB");
        });
        try (var model = dialect.open(URI.create(dialect.base), Optional.empty(), Optional.empty(), context)) {
            assertThat(model.answer(List.of(Scripted.call("u"))).getFirst())
                    .isEqualTo(Failed.of(Fault.Kind.BODY_TOO_LARGE, "larger than 16 MB"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatFailedStaysTransient(Dialect dialect) throws Exception {
        var context = TestContext.withRandomSeed(7).with(_ -> {
            throw new DidactException.Transient("reset", Optional.empty());
        });
        try (var model = dialect.open(URI.create(dialect.base), Optional.empty(), Optional.empty(), context)) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> model.answer(List.of(Scripted.call("u"))));
        }
    }

    private static String outcome(Dialect dialect, Scripted endpoint) throws Exception {
        try {
            Reply reply = dialect.ask(endpoint);
            return switch (reply) {
                case Failed failed -> failed.fault().kind().toString();
                case Answered answered -> "answered " + answered;
            };
        } catch (DidactException.Transient _) {
            return "later";
        }
    }
}
