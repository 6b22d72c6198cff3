package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Failed;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeminiFormatTest {
    private static final String BASE = "http://localhost:8000/v1beta";

    private final Scripted endpoint = new Scripted(200, Dialect.GEMINI.good("hello"));

    @ParameterizedTest
    @CsvSource({
        "gemini-3.5-flash, /models/gemini-3.5-flash:generateContent",
        "tunedModels/support-8b, /tunedModels/support-8b:generateContent",
        "a b?key=c#d%, /models/a%20b%3Fkey%3Dc%23d%25:generateContent"
    })
    void theModelStandsInTheAddressAndTheKeyInAHeader(String model, String path) throws Exception {
        ask(model, Schema.JSON_SCHEMA, Scripted.call("u"), Optional.empty());
        assertThat(endpoint.calls.getLast().uri()).hasToString(BASE + path);
        assertThat(endpoint.calls.getLast().headers())
                .containsEntry("x-goog-api-key", Scripted.SECRET)
                .doesNotContainKey("Authorization");
    }

    @Test
    void aCheckpointIsAModelUnderAnotherName() throws Exception {
        var checkpoint = Checkpoint.served("tunedModels/support-8b", Optional.empty());
        ask("gemini-3.5-flash", Schema.JSON_SCHEMA, Scripted.call("u"), Optional.of(checkpoint));
        assertThat(endpoint.calls.getLast().uri()).hasToString(BASE + "/tunedModels/support-8b:generateContent");
    }

    @Test
    void messagesSettingsAndRandomSeedAreSentAsTheFormatHasThem() throws Exception {
        var settings = new Settings(OptionalDouble.of(0.5), OptionalInt.of(64), List.of("END"));
        var messages = List.of(Message.system("s"), Message.user("u"), new Message(Message.Role.ASSISTANT, "a"));
        Dialect.GEMINI.ask(endpoint, new ModelCall(messages, Optional.empty(), settings, 12));
        assertThat(endpoint.sent())
                .hasToString("{\"systemInstruction\":{\"parts\":[{\"text\":\"s\"}]},\"contents\":["
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"u\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"a\"}]}],"
                        + "\"generationConfig\":{\"temperature\":0.5,\"maxOutputTokens\":64,"
                        + "\"stopSequences\":[\"END\"],\"seed\":12}}");
    }

    @Test
    void aShapeIsAskedForAsAJsonSchema() throws Exception {
        Dialect.GEMINI.ask(endpoint, Scripted.shaped());
        var settings = endpoint.sent().path("generationConfig");
        assertThat(settings.path("responseMimeType").asString()).isEqualTo("application/json");
        assertThat(settings.path("responseJsonSchema"))
                .isEqualTo(Forms.schema(Scripted.shaped().shape().orElseThrow()));
    }

    @Test
    void withoutSchemaTheFieldsAreToldInTheSystemInstruction() throws Exception {
        ask("small", Schema.JSON_OBJECT, Scripted.shaped(), Optional.empty());
        var settings = endpoint.sent().path("generationConfig");
        assertThat(settings.path("responseMimeType").asString()).isEqualTo("application/json");
        assertThat(settings.has("responseJsonSchema")).isFalse();
        assertThat(endpoint.sent().path("systemInstruction").toString())
                .contains("Be brief.\\n\\nAnswer with one JSON object");

        ask("small", Schema.NONE, Scripted.shaped(), Optional.empty());
        assertThat(endpoint.sent().path("generationConfig").propertyNames()).containsExactly("seed");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, REFUSED",
        "RECITATION, REFUSED",
        "BLOCKLIST, REFUSED",
        "PROHIBITED_CONTENT, REFUSED",
        "SPII, REFUSED"
    })
    void theEndOfAnAnswerIsTyped(String reason, Finish finish) throws Exception {
        assertThat(answer("[{'text':'half'}]", reason))
                .isEqualTo(new Answered("half", Optional.empty(), finish, new Usage(7, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER", "LANGUAGE", "MALFORMED_FUNCTION_CALL", "FINISH_REASON_UNSPECIFIED"})
    void anEndThatMayLeaveHalfAnAnswerIsNone(String reason) throws Exception {
        assertThat(answer("[{'text':'half'}]", reason)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.UNPARSEABLE);
            assertThat(failed.fault().message()).contains(reason);
        });
    }

    @Test
    void aBlockedPromptIsARefusal() throws Exception {
        String body = "{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{'promptTokenCount':7}}";
        assertThat(Dialect.GEMINI.ask(new Scripted(200, Dialect.json(body))))
                .isEqualTo(new Answered("", Optional.empty(), Finish.REFUSED, new Usage(7, 0)));
    }

    @Test
    void aCandidateWithoutContentIsEmptyOrDeclined() throws Exception {
        String candidate = "{'candidates':[{'finishReason':'~','index':0}]}";
        assertThat(Dialect.GEMINI.ask(new Scripted(200, Dialect.json(candidate.replace("~", "RECITATION")))))
                .isEqualTo(new Answered("", Optional.empty(), Finish.REFUSED, Usage.NONE));
        assertThat(Dialect.GEMINI.ask(new Scripted(200, Dialect.json(candidate.replace("~", "MAX_TOKENS")))))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.EMPTY_REPLY));
    }

    @Test
    void tokensOfTheCacheAreToldApart() throws Exception {
        String body = Dialect.GEMINI
                .good("hello")
                .replace("\"promptTokenCount\":7", "\"promptTokenCount\":7,\"cachedContentTokenCount\":5");

        assertThat(Dialect.GEMINI.ask(new Scripted(200, body))).isEqualTo(Answered.of("hello", new Usage(7, 3, 5)));
    }

    @Test
    void theModelsThinkingIsNoPartOfItsAnswerButOfItsUsage() throws Exception {
        String body = Dialect.json(Dialect.GEMINI.answer(
                        "[{'text':'hm','thought':true},{'text':'a'},{'text':'b','thoughtSignature':'x'}]", "'STOP'"))
                .replace("Count\":3", "Count\":3,\"thoughtsTokenCount\":40");
        assertThat(Dialect.GEMINI.ask(new Scripted(200, body))).isEqualTo(Answered.of("ab", new Usage(7, 43)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'functionCall':{'name':'f'}}]", "[5]", "5", "{}"})
    void partsThatAreNoTextAreUnparseable(String parts) throws Exception {
        assertThat(answer(parts, "STOP"))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.UNPARSEABLE));
    }

    private static Reply answer(String parts, String reason) throws Exception {
        return Dialect.GEMINI.ask(new Scripted(200, Dialect.json(Dialect.GEMINI.answer(parts, "'" + reason + "'"))));
    }

    private void ask(String model, Schema schema, ModelCall call, Optional<Checkpoint> checkpoint) throws Exception {
        var config = new GeminiConfig(
                model,
                URI.create(BASE),
                Optional.of(Scripted.KEY),
                "NOASSERTION",
                Duration.ofSeconds(30),
                Optional.empty(),
                schema);
        try (var opened = new GeminiProvider().open(config, checkpoint, endpoint.context())) {
            opened.answer(List.of(call));
        }
    }
}
