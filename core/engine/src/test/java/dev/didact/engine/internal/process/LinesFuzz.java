package dev.didact.engine.internal.process;

import dev.didact.api.data.Sample;
import dev.didact.api.grading.Criterion;
import dev.didact.engine.internal.host.PluginFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.helpers.NOPLogger;
import tools.jackson.core.JacksonException;

/// Any bytes as what a program writes on its output: every line is read as an answer, or is a fault of the program.
public final class LinesFuzz {
    private static final int LONGEST = 4_000;
    private static final Program PROGRAM =
            new Program("a program", List.of("python3"), Map.of(), Path.of(""), Optional.empty(), NOPLogger.NOP_LOGGER);

    private LinesFuzz() {}

    /// An item, a grade and a sample, each as a line.
    public static List<byte[]> seeds() {
        return List.of("""
                {"id":1,"done":{"item":{"id":"a","content":"Why?","columns":{"k":"v"},"level":3,"sources":[{"document":"d","text":"Why?","start":2,"sha256":"%s","bytes":9,"licence":"MIT","preferences":[{"scheme":"tdm","use":"train","value":"allow","location":"l"}]}]}}}
                {"id":2,"done":{"yes":{"level":"yes","evidence":[{"rationale":"so"},{"quote":"key","source":"house.md"}]}}}
                {"id":3,"done":{"sample":{"prompt":"a","response":"b","columns":{}}}}
                {"id":4,"fault":{"kind":"transient","message":"later"}}
                """.formatted("0a".repeat(32)).getBytes(StandardCharsets.UTF_8));
    }

    /// Reads every line as everything that it could be.
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        var lines = new LineReader(new ByteArrayInputStream(input), LONGEST);
        for (Optional<LineReader.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            try {
                read(new Told(
                        PROGRAM, line.get().text(), JsonLines.read(line.get().text())));
            } catch (JacksonException _) {
                // no JSON
            }
        }
    }

    private static void read(Told told) {
        List<Runnable> ways = List.of(
                told::gaveUpForNow,
                () -> ItemReader.read(told.done().object("item")),
                () -> ResultReader.read(Criterion.yesNo("yes", "yes"), told.done(), Given.subject("the key")),
                () -> told.done().object("sample").record(Sample.class));
        for (Runnable way : ways) {
            try {
                way.run();
            } catch (PluginFault _) {
                // the program is told what is wrong with its line
            }
        }
    }
}
