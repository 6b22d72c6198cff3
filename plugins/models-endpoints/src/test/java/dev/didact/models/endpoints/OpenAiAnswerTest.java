package dev.didact.models.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.Fault;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Reply.Answered;
import dev.didact.api.model.Reply.Failed;
import dev.didact.api.model.Reply.Finish;
import dev.didact.api.model.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiAnswerTest {
    private static final String TEXT = "Grüße \u2028 😀";
    private static final String GOOD = "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"" + TEXT + "\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";

    @Test
    void tokensOfTheCacheAreToldApart() throws Exception {
        String body = GOOD.replace("\"total_tokens\":10", "\"prompt_tokens_details\":{\"cached_tokens\":5}");

        assertThat(new Scripted(200, body).reply()).isEqualTo(Answered.of(TEXT, new Usage(7, 3, 5)));
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

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"7\"", "null", "99999999999999999999"})
    void usageThatIsNoCountIsUnknown(String count) throws Exception {
        assertThat(new Scripted(200, GOOD.replace(":7,", ":" + count + ",")).reply())
                .isEqualTo(new Answered(TEXT, Optional.empty(), Finish.STOP, new Usage(0, 3)));
    }

    private static void assertFault(Reply reply, Fault.Kind kind) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.fault().kind()).isEqualTo(kind));
    }
}
