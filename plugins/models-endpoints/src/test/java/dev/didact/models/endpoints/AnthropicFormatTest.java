package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.Fault;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Failed;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Settings;
import dev.didact.api.model.Usage;
import dev.didact.models.endpoints.AnthropicConfig.Sampling;
import dev.didact.models.endpoints.AnthropicConfig.Schema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicFormatTest {
    private final Scripted endpoint = new Scripted(200, Dialect.ANTHROPIC.good("hello"));

    @Test
    void theVersionGoesAlongAndTheKeyStandsInItsOwnHeader() throws Exception {
        Dialect.ANTHROPIC.ask(endpoint);
        assertThat(endpoint.calls.getLast().uri()).hasToString("http://localhost:8000/v1/messages");
        assertThat(endpoint.calls.getLast().headers())
                .containsEntry("anthropic-version", "2023-06-01")
                .containsEntry("x-api-key", Scripted.SECRET)
                .doesNotContainKey("Authorization");
    }

    @Test
    void theSystemMessageStandsApartAndNoRandomSeedIsSent() throws Exception {
        var settings = new Settings(OptionalDouble.of(0.5), OptionalInt.of(64), List.of("END"));
        var messages = List.of(Message.system("s"), Message.user("u"), new Message(Message.Role.ASSISTANT, "a"));
        Dialect.ANTHROPIC.ask(endpoint, new ModelCall(messages, Optional.empty(), settings, 12));
        assertThat(endpoint.sent())
                .hasToString("{\"model\":\"small\",\"max_tokens\":64,\"system\":\"s\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"u\"},{\"role\":\"assistant\",\"content\":\"a\"}],"
                        + "\"temperature\":0.5,\"stop_sequences\":[\"END\"]}");
    }

    @Test
    void theLimitThatTheEndpointWantsIsTheConfigurationsWhereAStepSaysNothing() throws Exception {
        Dialect.ANTHROPIC.ask(endpoint);
        assertThat(endpoint.sent())
                .hasToString("{\"model\":\"small\",\"max_tokens\":8192,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}");
    }

    @Test
    void aShapeIsAskedForAsAnOutputFormat() throws Exception {
        Dialect.ANTHROPIC.ask(endpoint, Scripted.shaped());
        assertThat(endpoint.sent()
                        .path("output_config")
                        .path("format")
                        .path("type")
                        .asString())
                .isEqualTo("json_schema");
        assertThat(endpoint.sent().path("output_config").path("format").path("schema"))
                .isEqualTo(Forms.schema(Scripted.shaped().shape().orElseThrow()));
        assertThat(endpoint.sent().path("system").asString()).isEqualTo("Be brief.");
    }

    @Test
    void withoutSchemaTheFieldsAreToldInTheSystemMessage() throws Exception {
        ask(Schema.NONE, Sampling.AS_ASKED, Scripted.shaped());
        assertThat(endpoint.sent().has("output_config")).isFalse();
        assertThat(endpoint.sent().path("system").asString())
                .startsWith("Be brief.\n\nAnswer with one JSON object")
                .contains("- \"pass\" (true or false)");
        assertThat(endpoint.sent().path("messages")).hasSize(1);
    }

    @Test
    void aModelThatRefusesTemperaturesGetsNone() throws Exception {
        var call = new ModelCall(List.of(Message.user("u")), Optional.empty(), Settings.DEFAULT.withTemperature(0), 7);
        ask(Schema.JSON_SCHEMA, Sampling.MODELS_OWN, call);
        assertThat(endpoint.sent().has("temperature")).isFalse();
        ask(Schema.JSON_SCHEMA, Sampling.AS_ASKED, call);
        assertThat(endpoint.sent().path("temperature").doubleValue()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Schema.NONE, Sampling.MODELS_OWN, Optional.of(0.9)))
                .withMessageContaining("top-p");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "refusal, REFUSED"
    })
    void theEndOfAnAnswerIsTyped(String reason, Finish finish) throws Exception {
        assertThat(answer("[{'type':'text','text':'half'}]", reason))
                .isEqualTo(new Answered("half", Optional.empty(), finish, new Usage(7, 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'type':'text','text':'half'}]|pause_turn|UNPARSEABLE",
                "[{'type':'text','text':'half'}]|tool_use|UNPARSEABLE",
                "[{'type':'tool_use','id':'1','name':'x','input':{}}]|tool_use|UNPARSEABLE",
                "[{'type':'tool_use','id':'1','name':'x','input':{}}]|end_turn|UNPARSEABLE",
                "[5]|end_turn|UNPARSEABLE",
                "[]|end_turn|EMPTY_REPLY",
                "[{'type':'thinking','thinking':'hm','signature':'s'}]|max_tokens|EMPTY_REPLY",
                "'text'|end_turn|EMPTY_REPLY",
            })
    void whatIsNoWholeTextIsNoAnswer(String content, String reason, Fault.Kind kind) throws Exception {
        assertThat(answer(content, reason))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(kind));
    }

    @Test
    void theModelsThinkingIsNoPartOfItsAnswer() throws Exception {
        assertThat(answer(
                        "[{'type':'thinking','thinking':'hm','signature':'s'},{'type':'redacted_thinking','data':'x'},"
                                + "{'type':'text','text':'a'},{'type':'text','text':'b'}]",
                        "end_turn"))
                .isEqualTo(Answered.of("ab", new Usage(7, 3)));
    }

    @Test
    void tokensOfTheCacheCountAsRead() throws Exception {
        String body = Dialect.ANTHROPIC
                .good("hello")
                .replace(
                        "\"input_tokens\":7",
                        "\"input_tokens\":7,\"cache_creation_input_tokens\":20,\"cache_read_input_tokens\":100");
        assertThat(Dialect.ANTHROPIC.ask(new Scripted(200, body)))
                .isEqualTo(Answered.of("hello", new Usage(127, 3, 100)));
    }

    private static Reply answer(String content, String reason) throws Exception {
        return Dialect.ANTHROPIC.ask(
                new Scripted(200, Dialect.json(Dialect.ANTHROPIC.answer(content, "'" + reason + "'"))));
    }

    private void ask(Schema schema, Sampling sampling, ModelCall call) throws Exception {
        var config = config(schema, sampling, Optional.empty());
        try (var model = new AnthropicProvider().open(config, Optional.empty(), endpoint.context())) {
            model.answer(List.of(call));
        }
    }

    private static AnthropicConfig config(Schema schema, Sampling sampling, Optional<Double> topP) {
        return new AnthropicConfig(
                "small",
                URI.create("http://localhost:8000/v1"),
                Optional.empty(),
                "NOASSERTION",
                Duration.ofSeconds(30),
                topP,
                schema,
                8192,
                sampling);
    }
}
