package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.didact.api.Fault;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.engine.ProcessMemory;
import dev.didact.engine.internal.host.PluginFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.helpers.NOPLogger;

class ToldTest {
    private static Told told(String line) {
        var program = new Program(
                "plugin org.example.words@1.0.0 in its process",
                List.of("java"),
                Map.of(),
                Path.of(""),
                Optional.of(new ProcessMemory(64)),
                NOPLogger.NOP_LOGGER);
        return new Told(program, line, JsonLines.read(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sample\":{\"prompt\":\"a\"}}",
                "{\"sample\":{\"prompt\":\"a\",\"response\":\"b\",\"columns\":5}}",
                "{\"sample\":{\"prompt\":\"a\",\"response\":null,\"columns\":{}}}"
            })
    void whatIsNoRecordOfTheApiIsAFaultOfWhoSaidIt(String line) {
        assertThatExceptionOfType(PluginFault.class)
                .isThrownBy(() -> told(line).object("sample").record(Sample.class))
                .satisfies(fault -> {
                    assertThat(fault.fault().kind()).isEqualTo(Fault.Kind.UNPARSEABLE);
                    assertThat(fault.fault().message())
                            .startsWith("plugin org.example.words@1.0.0 in its process answered badly: 'sample' is no"
                                    + " Sample: ")
                            .endsWith("; its line: " + line);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"reply\":\"answered\"},{\"reply\":\"answered\"}]"})
    void asManyRepliesAsCallsAreNeededAlsoForOneCall(String replies) {
        var call = new ModelCall(List.of(Message.user("a")), Optional.empty(), Settings.DEFAULT, 7);
        assertThatExceptionOfType(PluginFault.class)
                .isThrownBy(() -> Batches.replies(
                        List.of(call),
                        told("{\"replies\":" + replies + "}"),
                        _ -> Reply.Failed.of(Fault.Kind.PLUGIN_THREW, "no paper")))
                .withMessageContaining("1 calls need as many replies, and there are");
    }
}
