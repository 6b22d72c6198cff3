package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.ModelProvider;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Message;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Settings;
import dev.didact.engine.Contexts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecModelTest {
    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    private static List<ModelCall> calls(String... prompts) {
        return Stream.of(prompts)
                .map(prompt -> new ModelCall(List.of(Message.user(prompt)), Optional.empty(), Settings.DEFAULT, 7))
                .toList();
    }

    private static ModelProvider.Model open(Path folder, Optional<Checkpoint> checkpoint) throws DidactException {
        return new ExecModel()
                .open(Given.config(Duration.ofSeconds(60), "python3", "model.py"), checkpoint, Contexts.at(folder));
    }

    /// A model that answers each prompt with itself, but for what this Python does, in which `prompts` are its prompts.
    private ModelProvider.Model model(String ready, String misdeed) throws DidactException {
        Python.script(folder, "model.py", """
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": %s}), flush=True)
                    elif "answer" in m:
                        prompts = [call["messages"][-1]["content"] for call in m["answer"]["calls"]]
                        answer = {"done": {"replies": [{"text": prompt} for prompt in prompts]}}
                        %s
                        print(json.dumps({"id": m["id"], **answer}), flush=True)
                """.formatted(ready, misdeed));
        return open(folder, Optional.empty());
    }

    private static List<String> texts(List<Reply> replies) {
        return replies.stream()
                .map(reply -> switch (reply) {
                    case Reply.Answered answered -> answered.text();
                    case Reply.Failed failed -> failed.fault().kind().name();
                })
                .toList();
    }

    @Test
    void theExampleAnswersAsItsCheckpointSays() throws Exception {
        Files.writeString(
                folder.resolve("bigrams.json"),
                "{\"<start>\": {\"By\": 1}, \"By\": {\"day.\": 1}, \"day.\": {\"<end>\": 1}}");
        try (var base = open(Python.EXAMPLES, Optional.empty());
                var learned = open(Python.EXAMPLES, Optional.of(Checkpoint.folder(folder, Optional.empty())))) {
            assertThat(base.info()).isEqualTo(new ModelInfo("bigrams", true, 16, "CC0-1.0", Served.LOCAL));
            assertThat(texts(base.answer(calls("When?")))).containsExactly("I do not know.");
            assertThat(texts(learned.answer(calls("When?", "And then?")))).containsExactly("By day.", "By day.");
        }
    }

    @Test
    void whatAModelDoesNotStateOfItsTermsIsUnknown() throws Exception {
        try (var model = model("{'family': 'echo'}", "pass")) {
            assertThat(model.info()).isEqualTo(new ModelInfo("echo", false, 1, "NOASSERTION", Served.LOCAL));
        }
    }

    @Test
    void aCallThatEndsTheProgramCostsItsNeighboursInTheBatchNothing() throws Exception {
        try (var model = model("{'family': 'echo', 'batch': 4}", "if 'break' in prompts: sys.exit(3)")) {
            assertThat(texts(model.answer(calls("a", "break", "b", "c"))))
                    .containsExactly("a", "PLUGIN_THREW", "b", "c");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "answer = {'done': {'replies': []}}                        | UNPARSEABLE  | 1 calls need as many replies, and there are 0; its line: {",
                "answer = {'done': {'replies': [{}]}}                      | UNPARSEABLE  | 'done.replies[0]' must hold one of text, failed and holds none",
                "answer = {'done': {'replies': [{'failed': 'a', 'in': 1}]}} | UNPARSEABLE | 'done.replies[0].in' is not of the protocol; it knows failed here",
                "answer = {'done': {'replies': [{'text': 'a', 'in': 2.7}]}} | UNPARSEABLE | 'done.replies[0].in' must be a whole number, 0 or more but is 2.7",
                "answer = {'fault': {'kind': 'odd', 'message': 'no paper'}} | UNPARSEABLE | 'fault.kind' must be one of [permanent, transient] but is \"odd\"",
                "answer = {'done': {'replies': [{'text': 'a', 'finish': 'bored'}]}} | UNPARSEABLE | 'done.replies[0].finish' must be one of [stop, length, refused]",
                "answer = {'done': {'replies': [{'failed': 'no paper'}]}}  | PLUGIN_THREW | no paper",
                "answer = {'fault': {'kind': 'permanent', 'message': 'no paper'}} | PLUGIN_THREW | gave up: no paper"
            })
    void aWrongAnswerIsNoReply(String misdeed, Fault.Kind kind, String message) throws Exception {
        try (var model = model("{'family': 'echo'}", misdeed)) {
            assertThat(model.answer(calls("a"))).singleElement().isInstanceOfSatisfying(Reply.Failed.class, failed -> {
                assertThat(failed.fault().kind()).isEqualTo(kind);
                assertThat(failed.fault().message()).contains(message);
            });
        }
    }

    @Test
    void aProgramMaySayThatTheSameCallMaySucceedLater() throws Exception {
        try (var model =
                model("{'family': 'echo'}", "answer = {'fault': {'kind': 'transient', 'message': 'too many'}}")) {
            assertThatThrownBy(() -> model.answer(calls("a")))
                    .isInstanceOf(DidactException.Transient.class)
                    .hasMessageContaining("gave up: too many");
        }
    }

    @Test
    void aModelThatIsGivenUpStandsInTheWayOfTheRun() throws Exception {
        try (var model = model("{'family': 'echo'}", "sys.exit('no paper')")) {
            for (int i = 0; i < 5; i++) {
                assertThat(texts(model.answer(calls("a")))).containsExactly("PLUGIN_THREW");
            }
            assertThatThrownBy(() -> model.answer(calls("a")))
                    .isInstanceOf(DidactException.Unavailable.class)
                    .hasMessageContainingAll("is not asked any more", "its last lines: no paper");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                          | 'ready.family' must be a text but is missing",
                "{'family': 'echo', 'batch': 2, 'atOnce': 2} | only one of them more than 1",
                "{'family': 'echo', 'served': 'moon'}        | 'ready.served' must be one of [local, remote]",
                "{'family': 'echo', 'terms': 'CC0-1.0'}      | 'ready.terms' is not of the protocol"
            })
    void aModelThatSaysNothingUsefulOfItselfIsRefused(String ready, String message) {
        assertThatThrownBy(() -> model(ready, "pass"))
                .isInstanceOf(DidactException.Unavailable.class)
                .hasMessageContaining(message);
    }
}
