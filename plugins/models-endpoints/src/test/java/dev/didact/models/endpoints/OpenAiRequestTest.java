package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider.Model;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Settings;
import dev.didact.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class OpenAiRequestTest {
    private static final String BASE = "http://localhost:8000/v1";

    private final Scripted endpoint = Scripted.choice("{\"message\":{\"content\":\"hello\"}}");

    @Test
    void theCallGoesToChatCompletionsWithKeyAndDeadline() throws Exception {
        endpoint.reply(Scripted.config("small", BASE + "/", "30s", Schema.NONE), Scripted.call("Why?"));
        assertThat(endpoint.calls).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.uri()).hasToString(BASE + "/chat/completions");
            assertThat(call.headers())
                    .containsEntry("Authorization", "Bearer " + Scripted.SECRET)
                    .containsEntry("Content-Type", "application/json");
            assertThat(call.deadline()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void settingsAndRandomSeedAreSentAndWhatIsLeftOutIsNot() throws Exception {
        var settings = new Settings(OptionalDouble.of(0.5), OptionalInt.of(64), List.of("END"));
        var messages = List.of(Message.system("s"), Message.user("u"), new Message(Message.Role.ASSISTANT, "a"));
        endpoint.reply(Scripted.config(), new ModelCall(messages, Optional.empty(), settings, 12));
        assertThat(endpoint.sent())
                .hasToString("{\"model\":\"small\",\"messages\":[{\"role\":\"system\",\"content\":\"s\"},"
                        + "{\"role\":\"user\",\"content\":\"u\"},{\"role\":\"assistant\",\"content\":\"a\"}],"
                        + "\"temperature\":0.5,\"max_tokens\":64,\"stop\":[\"END\"],\"seed\":12}");

        endpoint.reply(Scripted.config(), Scripted.call("u"));
        assertThat(endpoint.sent().propertyNames()).containsExactly("model", "messages", "seed");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40})
    void everyRandomSeedIsSentAsAnIntegerOf31Bits(long randomSeed) throws Exception {
        var call = new ModelCall(List.of(Message.user("u")), Optional.empty(), Settings.DEFAULT, randomSeed);
        endpoint.reply(Scripted.config(), call);
        assertThat(endpoint.sent().path("seed").longValue()).isBetween(0L, (long) Integer.MAX_VALUE);
    }

    @Test
    void aShapeIsAskedForAsAStrictSchema() throws Exception {
        endpoint.reply(Scripted.config(), Scripted.shaped());
        JsonNode format = endpoint.sent().path("response_format");
        assertThat(format.path("type").asString()).isEqualTo("json_schema");
        assertThat(format.path("json_schema").path("name").asString()).isEqualTo("judge_verdict");
        assertThat(format.path("json_schema").path("strict").asBoolean()).isTrue();
        assertThat(format.path("json_schema").path("schema"))
                .hasToString("{\"type\":\"object\",\"properties\":{"
                        + "\"level\":{\"type\":\"string\",\"description\":\"how good\",\"enum\":[\"bad\",\"good\"]},"
                        + "\"sure\":{\"type\":\"number\",\"description\":\"0 to 1\"},"
                        + "\"pass\":{\"type\":\"boolean\"},"
                        + "\"why\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"description\":\"reasons\"}},"
                        + "\"required\":[\"level\",\"sure\",\"pass\",\"why\"],\"additionalProperties\":false}");
    }

    @Test
    void withoutSchemaTheFieldsAreToldInTheSystemMessage() throws Exception {
        endpoint.reply(Scripted.config("small", BASE, "30s", Schema.NONE), Scripted.shaped());
        JsonNode sent = endpoint.sent();
        assertThat(sent.has("response_format")).isFalse();
        assertThat(sent.path("messages")).hasSize(2);
        assertThat(sent.path("messages").path(0).path("content").asString())
                .startsWith("Be brief.\n\nAnswer with one JSON object")
                .contains("- \"level\" (text, one of [\"bad\",\"good\"]): how good")
                .contains("- \"pass\" (true or false)");
        assertThat(sent.path("messages").path(1).path("content").asString()).isEqualTo("Why?");
    }

    @Test
    void aJsonObjectIsAskedForWhereTheConfigurationSaysSo() throws Exception {
        endpoint.reply(Scripted.config("small", BASE, "30s", Schema.JSON_OBJECT), Scripted.shaped());
        assertThat(endpoint.sent().path("response_format")).hasToString("{\"type\":\"json_object\"}");
    }

    @Test
    void aCheckpointIsTheNameUnderWhichTheEndpointServesIt() throws Exception {
        var checkpoint = Checkpoint.served("small-round-3", Optional.empty());
        try (Model model = new OpenAiProvider().open(Scripted.config(), Optional.of(checkpoint), endpoint.context())) {
            model.answer(List.of(Scripted.call("u")));
            assertThat(model.info().bestBatch()).isEqualTo(1);
            assertThat(model.info().computes()).isFalse();
        }
        assertThat(endpoint.sent().path("model").asString()).isEqualTo("small-round-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8000/v1",
                "ftp://localhost/v1",
                "/v1",
                "http:///v1",
                "http://me:secret@localhost/v1",
                "http://localhost/v1?x=1",
                "http://localhost/v1/chat/completions"
            })
    void anAddressThatIsNoBaseIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scripted.config("small", address, "30s", Schema.NONE))
                .withMessageContaining("base-url")
                .withMessageNotContaining("secret");
    }

    @Test
    void settingsThatCannotBeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scripted.config(" ", BASE, "30s", Schema.NONE))
                .withMessageContaining("model");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scripted.config("small", BASE, "0s", Schema.NONE))
                .withMessageContaining("deadline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-canary\n", "", "sk canary", "schlüssel"})
    void aKeyThatCannotBeSentIsNamedAndNotShown(String value) {
        var context = TestContext.withRandomSeed(7).knowing(Scripted.KEY, value);
        assertThatExceptionOfType(DidactException.Unavailable.class)
                .isThrownBy(() -> new OpenAiProvider().open(Scripted.config(), Optional.empty(), context))
                .withMessageContaining("env:TEST_KEY")
                .withMessageNotContainingAny("canary", "schl");
    }
}
