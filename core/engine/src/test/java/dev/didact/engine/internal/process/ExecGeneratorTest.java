package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.Generator;
import dev.didact.api.Step;
import dev.didact.api.data.Sample;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Request;
import dev.didact.api.model.Usage;
import dev.didact.engine.Contexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecGeneratorTest {
    private static final Generator.Job JOB = new Generator.Job(Given.item(), 0, 1, Optional.empty());

    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    private static Generator.Session open(Path folder) throws DidactException {
        return new ExecGenerator()
                .open(Given.config(Duration.ofSeconds(60), "python3", "generator.py"), Contexts.at(folder));
    }

    private static Step.Ask<List<Sample>> asking(Step<List<Sample>> step) {
        return switch (step) {
            case Step.Ask<List<Sample>> ask -> ask;
            case Step.Done<List<Sample>> done -> throw new AssertionError("it asks nothing and makes " + done);
        };
    }

    private static List<Sample> samples(Step<List<Sample>> step) {
        return switch (step) {
            case Step.Ask<List<Sample>> ask -> throw new AssertionError("it asks " + ask);
            case Step.Done<List<Sample>>(List<Sample> made) -> made;
        };
    }

    private static List<Reply> replies(String... texts) {
        return Stream.of(texts)
                .<Reply>map(text -> Reply.Answered.of(text, Usage.NONE))
                .toList();
    }

    @Test
    void theExampleAsksForDraftsAndKeepsOne() throws Exception {
        try (var session = open(Python.EXAMPLES)) {
            Step.Ask<List<Sample>> ask = asking(session.generate(JOB));

            assertThat(ask.requests()).hasSize(3).allSatisfy(request -> {
                assertThat(request.seat()).isEqualTo(Request.MODEL);
                assertThat(request.messages().getFirst().content()).isEqualTo("Where is the key?");
                assertThat(request.settings().temperature()).isEqualTo(OptionalDouble.of(1));
            });
            assertThat(samples(ask.then().apply(replies("the the the", "it hangs there", "there"))))
                    .containsExactly(
                            Sample.of("Where is the key?", "it hangs there").withColumns(Map.of("drafts", "3")));
        }
    }

    @Test
    void whatAProgramMustKnowAgainComesBackToAnotherProcess() throws Exception {
        Generator.Session session = open(Python.EXAMPLES);
        Step.Ask<List<Sample>> ask = asking(session.generate(JOB));
        session.close();

        assertThat(Given.fault(() -> ask.then().apply(List.of(Reply.Failed.of(Fault.Kind.TIMEOUT, "late"))))
                        .message())
                .contains("gave up: no draft came back: timeout: late");
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'done': {}}                                                   | 'done' must hold 'samples'",
                "{'done': {'samples': [{'prompt': 'a'}]}}                       | 'done.samples[0].response' must be a text but is missing",
                "{'done': {'samples': [{'prompt': 'a', 'response': 'b', 'score': 1}]}} | 'done.samples[0].score' is not of the protocol",
                "{'ask': []}                                                    | 'ask' must hold a request",
                "{'ask': [{'messages': []}]}                                    | a request needs messages",
                "{'ask': [{'messages': [{'role': 'robot', 'content': ''}]}]}    | 'ask[0].messages[0].role' must be one of [system, user, assistant] but is \"robot\""
            })
    void aWrongAnswerIsNoSample(String answer, String message) throws Exception {
        Python.script(folder, "generator.py", """
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {}}), flush=True)
                    elif "generate" in m:
                        print(json.dumps({"id": m["id"], **%s}), flush=True)
                """.formatted(answer));
        try (var session = open(folder)) {
            Fault fault = Given.fault(() -> session.generate(JOB));
            assertThat(fault.kind()).isEqualTo(Fault.Kind.UNPARSEABLE);
            assertThat(fault.message()).contains(message, "its line: {\"id\": 1");
        }
    }
}
