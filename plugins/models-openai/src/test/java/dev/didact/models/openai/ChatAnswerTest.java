package dev.didact.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Failed;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Usage;
import dev.didact.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatAnswerTest {
    private static final String TEXT = "Grüße \u2028 😀";
    private static final String GOOD = "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"" + TEXT + "\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";

    @Test
    void textFinishAndUsageAreRead() throws Exception {
        assertThat(new Scripted(200, GOOD).reply())
                .isEqualTo(new Answered(TEXT, Optional.empty(), Finish.STOP, new Usage(7, 3)));
    }

    @Test
    void everyProperBeginningOfAnAnswerIsCutOffAndMayPass() {
        byte[] whole = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (Utf8.decode(cut).isPresent()) {
                assertThatExceptionOfType(DidactException.Transient.class)
                        .as("the first %d bytes", length)
                        .isThrownBy(() -> new Scripted(200, Map.of(), cut).reply());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damageAroundTheTextNeverMakesAnotherText(long randomSeed) throws Exception {
        var random = new SplittableRandom(randomSeed);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(GOOD.indexOf(TEXT) - 1)] = (byte) random.nextInt(256);
            try {
                if (new Scripted(200, Map.of(), bytes).reply() instanceof Answered answered) {
                    assertThat(answered.text()).isEqualTo(TEXT);
                }
            } catch (DidactException.Transient e) {
                assertThat(e).hasMessageContaining("JSON");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'choices':[]}",
                "{'choices':null}",
                "{'choices':[null]}",
                "{'choices':[{}]}",
                "{'choices':[{'message':{'content':null},'finish_reason':'stop'}]}",
                "{'choices':[{'message':{'content':null,'tool_calls':[{}]},'finish_reason':'tool_calls'}]}",
                "{'choices':[{'message':{'content':''},'finish_reason':'stop'}]}",
                "{'choices':[{'message':{'content':' \\n'},'finish_reason':'length'}]}",
                "{'choices':[{'message':{'content':[]}}]}",
            })
    void anAnswerWithoutTextIsAnEmptyReply(String body) throws Exception {
        assertFault(new Scripted(200, body.replace('\'', '"')).reply(), Fault.Kind.EMPTY_REPLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'message':{'content':null,'refusal':'I cannot.'},'finish_reason':'stop'}|I cannot.|REFUSED",
                "{'message':{'content':'half'},'finish_reason':'content_filter'}|half|REFUSED",
                "{'message':{'content':null},'finish_reason':'content_filter'}|``|REFUSED",
                "{'message':{'content':'half a sent'},'finish_reason':'length'}|half a sent|LENGTH",
                "{'message':{'content':'text'},'finish_reason':null}|text|STOP",
                "{'message':{'content':'text'}}|text|STOP",
                "{'message':{'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}}|ab|STOP",
            })
    void theEndOfAnAnswerIsTyped(String choice, String text, Finish finish) throws Exception {
        assertThat(Scripted.choice(choice.replace('\'', '"')).reply())
                .isEqualTo(new Answered(text, Optional.empty(), finish, new Usage(7, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "{}", "[{\"type\":\"image\"}]", "[\"a\"]"})
    void contentThatIsNoTextIsUnparseable(String content) throws Exception {
        assertFault(
                Scripted.choice("{\"message\":{\"content\":" + content + "}}").reply(), Fault.Kind.UNPARSEABLE);
    }

    @Test
    void bytesThatAreNoUtf8AreUnparseableAndNeverReplaced() throws Exception {
        byte[] latin = GOOD.getBytes(StandardCharsets.ISO_8859_1);
        assertFault(new Scripted(200, Map.of(), latin).reply(), Fault.Kind.UNPARSEABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999"})
    void aNumberThatIsNoneIsUnparseable(String number) throws Exception {
        String body = GOOD.replace("\"index\":0", "\"index\":" + number);
        assertFault(new Scripted(200, body).reply(), Fault.Kind.UNPARSEABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"7\"", "null", "99999999999999999999"})
    void usageThatIsNoCountIsUnknown(String count) throws Exception {
        assertThat(new Scripted(200, GOOD.replace(":7,", ":" + count + ",")).reply())
                .isEqualTo(new Answered(TEXT, Optional.empty(), Finish.STOP, new Usage(0, 3)));
    }

    @Test
    void bodiesThatNestWithoutEndOrGoOnBehindTheirEndMayPass() {
        for (String body : List.of("[".repeat(100_000), GOOD + GOOD, "<html>502</html>")) {
            assertThatExceptionOfType(DidactException.Transient.class)
                    .isThrownBy(() -> new Scripted(200, body).reply());
        }
    }

    @Test
    void anAnswerThatTheHostFoundTooLargeIsAFault() throws Exception {
        var context = TestContext.withRandomSeed(7).knowing(Scripted.KEY, "k").with(_ -> {
            throw new DidactException.Permanent("larger than 16 MB");
        });
        try (var model = new OpenAiProvider().open(Scripted.config(), Optional.empty(), context)) {
            assertFault(model.answer(List.of(Scripted.call("u"))).getFirst(), Fault.Kind.BODY_TOO_LARGE);
        }
    }

    private static void assertFault(Reply reply, Fault.Kind kind) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(kind));
    }
}
