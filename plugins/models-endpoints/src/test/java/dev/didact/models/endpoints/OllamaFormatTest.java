package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Failed;
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

final class OllamaFormatTest {
    private static final String BASE = "http://localhost:11434";

    private final Scripted endpoint = new Scripted(200, Dialect.OLLAMA.good("hello"));

    @Test
    void itIsAskedWithoutAKey() throws Exception {
        ask(Schema.NONE, Optional.empty(), Scripted.call("u"));
        assertThat(endpoint.calls.getLast().uri()).hasToString(BASE + "/api/chat");
        assertThat(endpoint.calls.getLast().headers()).containsOnlyKeys("Accept", "Content-Type");
    }

    @Test
    void settingsAndRandomSeedStandAmongTheOptionsAndNothingIsStreamed() throws Exception {
        var settings = new Settings(OptionalDouble.of(0.5), OptionalInt.of(64), List.of("END"));
        var messages = List.of(Message.system("s"), Message.user("u"), new Message(Message.Role.ASSISTANT, "a"));
        ask(Schema.NONE, Optional.of(16384), new ModelCall(messages, Optional.empty(), settings, 12));
        assertThat(endpoint.sent())
                .hasToString("{\"model\":\"small\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                        + "{\"role\":\"user\",\"content\":\"u\"},{\"role\":\"assistant\",\"content\":\"a\"}],"
                        + "\"stream\":false,\"options\":{\"temperature\":0.5,\"num_predict\":64,\"stop\":[\"END\"],"
                        + "\"seed\":12,\"num_ctx\":16384}}");
    }

    @Test
    void aShapeIsAskedForAsTheConfigurationSays() throws Exception {
        ask(Schema.JSON_SCHEMA, Optional.empty(), Scripted.shaped());
        assertThat(endpoint.sent().path("format"))
                .isEqualTo(Forms.schema(Scripted.shaped().shape().orElseThrow()));

        ask(Schema.JSON_OBJECT, Optional.empty(), Scripted.shaped());
        assertThat(endpoint.sent().path("format").asString()).isEqualTo("json");
        assertThat(endpoint.sent().path("messages").path(0).path("content").asString())
                .startsWith("Be brief.\n\nAnswer with one JSON object");

        ask(Schema.NONE, Optional.empty(), Scripted.shaped());
        assertThat(endpoint.sent().has("format")).isFalse();
    }

    @Test
    void aModelThatIsNotThereIsToldWithWhatToDo() throws Exception {
        var missing = new Scripted(404, "{\"error\":\"model 'small' not found\"}");
        assertThat(Dialect.OLLAMA.ask(missing)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.BAD_REQUEST);
            assertThat(failed.fault().message())
                    .contains("model 'small' not found")
                    .endsWith("ollama pull small");
        });
    }

    @Test
    void anAnswerOfOldWithoutAReasonIsWholeOnceItIsDone() throws Exception {
        String body = "{'message':{'role':'assistant','content':'hello','thinking':'hm'},'done':true}";
        assertThat(Dialect.OLLAMA.ask(new Scripted(200, Dialect.json(body))))
                .isEqualTo(Answered.of("hello", Usage.NONE));
    }

    @Test
    void anAnswerThatTheServerGaveUpIsNone() throws Exception {
        String body = Dialect.json(Dialect.OLLAMA.answer("'hello'", "'unload'"));
        assertThat(Dialect.OLLAMA.ask(new Scripted(200, body)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.UNPARSEABLE));
        assertThatExceptionOfType(DidactException.Transient.class)
                .isThrownBy(() -> Dialect.OLLAMA.ask(new Scripted(200, "{\"message\":{\"content\":\"half\"}}")));
    }

    @ParameterizedTest
    @CsvSource({"/api, before /api", "/v1, use: openai", "/v1/, use: openai", "/api/chat, before /api/chat"})
    void theBaseAddressEndsBeforeWhatTheFormatAdds(String path, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(BASE + path, Schema.NONE, Optional.empty()))
                .withMessageContaining("base-url")
                .withMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/behind/a/proxy", "/"})
    void itMayLieAnywhere(String path) {
        assertThat(config(BASE + path, Schema.NONE, Optional.empty()).baseUrl()).hasToString(BASE + path);
    }

    private void ask(Schema schema, Optional<Integer> context, ModelCall call) throws Exception {
        try (var model =
                new OllamaProvider().open(config(BASE, schema, context), Optional.empty(), endpoint.context())) {
            model.answer(List.of(call));
        }
    }

    private static OllamaConfig config(String base, Schema schema, Optional<Integer> context) {
        return new OllamaConfig(
                "small",
                URI.create(base),
                Optional.empty(),
                "NOASSERTION",
                Duration.ofSeconds(30),
                Optional.empty(),
                schema,
                context);
    }
}
