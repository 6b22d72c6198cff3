package dev.didact.engine.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.didact.api.DataSource;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.data.Document;
import dev.didact.api.data.Draw;
import dev.didact.api.data.Item;
import dev.didact.api.data.Licence;
import dev.didact.api.data.Origin;
import dev.didact.api.data.Purpose;
import dev.didact.engine.Contexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecSourceTest {
    private static final Draw TRAINING = new Draw(Purpose.TRAINING, 1, OptionalInt.empty());

    @TempDir
    Path folder;

    @BeforeEach
    void python() {
        Python.isNeeded();
    }

    /// A source of three items, the second of which is this Python.
    private DataSource.Reader source(String second) throws DidactException {
        Python.script(folder, "source.py", """
                import json, sys
                for line in sys.stdin:
                    m = json.loads(line)
                    if "open" in m:
                        print(json.dumps({"ready": {}}), flush=True)
                    elif "next" in m:
                        index = m["next"]["index"]
                        item = {"id": str(index), "content": "Write."}
                        if index == 1:
                            %s
                        done = {"item": item} if index < 3 else {"end": True}
                        print(json.dumps({"id": m["id"], "done": done}), flush=True)
                """.formatted(second));
        return new ExecSource()
                .open(Given.config(Duration.ofSeconds(60), "python3", "source.py"), TRAINING, Contexts.at(folder));
    }

    private static Item next(DataSource.Reader reader) throws Exception {
        return reader.next().orElseThrow();
    }

    @Test
    void theExampleYieldsItsQuestionsWithTheirLicence() throws Exception {
        var config = new ExecConfig(
                List.of("python3", "source.py"),
                Map.of(),
                List.of(),
                Map.of("path", "questions.jsonl"),
                List.of(),
                Duration.ofSeconds(60));
        var ids = new ArrayList<String>();
        for (Purpose purpose : List.of(Purpose.STARTING, Purpose.TRAINING, Purpose.HELD_OUT)) {
            var draw = new Draw(purpose, 1, OptionalInt.empty());
            try (var reader = new ExecSource().open(config, draw, Contexts.at(Python.EXAMPLES))) {
                for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                    ids.add(item.get().id());
                    Origin origin = item.get().passages().getFirst().origin();
                    assertThat(origin.licence()).isEqualTo(Licence.declared("CC0-1.0", "written for this example"));
                    assertThat(origin.method()).isEqualTo(Origin.Method.FILE);
                    assertThat(item.get().key()).isPresent();
                }
            }
        }
        assertThat(ids).hasSize(12).doesNotHaveDuplicates().startsWith("key", "map");
    }

    @Test
    void whatTheProgramDoesNotStateOfAnOriginIsUnknown() throws Exception {
        try (var reader = source("pass")) {
            var passage = next(reader).passages().getFirst();

            assertThat(passage.origin().licence().known()).isFalse();
            assertThat(passage.origin().licence().evidence()).isEqualTo("not stated by program 'python3 source.py'");
            assertThat(passage.origin().method()).isEqualTo(Origin.Method.UNKNOWN);
            assertThat(passage.origin().preferences()).isEmpty();
            assertThat(passage.text()).isEqualTo("Write.");
        }
    }

    @Test
    void aTextIsTheWholeDocumentUnlessTheProgramSaysOtherwise() throws Exception {
        try (var reader = source("item['sources'] = [{'text': 'A page.', 'licence': 'CC-BY-4.0'}]")) {
            next(reader);
            var passage = next(reader).passages().getFirst();

            assertThat(passage.reference()).isEqualTo("1[0,7)");
            assertThat(passage.origin().sha256())
                    .isEqualTo(Document.sha256("A page.".getBytes(StandardCharsets.UTF_8)));
            assertThat(passage.origin().licence())
                    .isEqualTo(Licence.declared("CC-BY-4.0", "stated by program 'python3 source.py'"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "del item['id']                                        | 'done.item.id' must be a text but is missing",
                "item['id'] = ' '                                      | 'done.item.id' must be a text that is not blank",
                "item['content'] = 5                                   | 'done.item.content' must be a text but is 5",
                "item['level'] = -1                                    | 'done.item.level' must be a whole number, 0 or more but is -1",
                "item['licence'] = 'CC0-1.0'                           | 'done.item.licence' is not of the protocol",
                "item['sources'] = 'page'                              | 'done.item.sources' must be a list of objects",
                "item['sources'] = [{'text': 'a', 'licence': ''}]      | 'done.item.sources[0].licence' must be a text that is not blank",
                "item['sources'] = [{'text': 'a', 'start': 5}]         | a part of a document needs",
                "item['sources'] = [{'text': 'a', 'method': 'found'}]  | 'done.item.sources[0].method' must be one of [generated, file, http, database, input, unknown]",
                "item['sources'] = [{'text': 'a', 'sha256': '5', 'bytes': 1}] | 'sha256' must be 64 hexadecimal digits",
                "print(json.dumps({'id': m['id'], 'done': {}}), flush=True); continue | 'done' must hold one of item, end and holds none",
                "print(json.dumps({'id': m['id'], 'done': {'end': 'true'}}), flush=True); continue | 'done.end' must be true but is \"true\"",
                "print('oh', flush=True); continue                     | wrote a line that is not a JSON object: 'oh'",
                "sys.exit('no page')                                   | ended with exit code 1; its last lines: no page"
            })
    void aWrongItemIsLostAndNamedAndTheNextOneIsRead(String second, String message) throws Exception {
        try (var reader = source(second)) {
            assertThat(next(reader).id()).isEqualTo("0");
            Fault fault = Given.fault(reader::next);
            assertThat(fault.message()).contains(message);
            assertThat(next(reader).id()).isEqualTo("2");
            assertThat(reader.next()).isEqualTo(Optional.empty());
        }
    }
}
