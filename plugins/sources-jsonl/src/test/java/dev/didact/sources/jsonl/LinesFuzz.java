package dev.didact.sources.jsonl;

import dev.didact.api.DidactException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Any bytes as a file of lines, plain and packed: what can be read is an item, what cannot is told with its place.
public final class LinesFuzz {
    private LinesFuzz() {}

    /// A line of every shape.
    public static List<byte[]> seeds() {
        return List.of(
                """
                {"id": "a", "prompt": "Why?", "topic": "doubt"}
                {"prompt": "Why?", "completion": "So."}
                {"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}, {"role": "assistant", "content": "a"}]}
                {"conversations": [{"from": "human", "value": "u"}, {"from": "gpt", "value": "a"}]}
                {"prompt": "Why?", "chosen": "a", "rejected": "b"}
                {"instruction": "Do.", "input": "it", "output": "done"}
                {"text": "Some text."}
                """.getBytes(StandardCharsets.UTF_8), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0});
    }

    /// Reads the items of a file.
    public static void fuzzerTestOneInput(byte[] input) throws IOException, InterruptedException {
        Path path = Files.createTempDirectory("lines");
        try {
            var folder = new Folder(path).with("plain.jsonl", input).with("packed.jsonl.gz", input);
            for (String file : List.of("plain.jsonl", "packed.jsonl.gz")) {
                try {
                    folder.pass(Folder.config(file));
                } catch (DidactException _) {
                    // the file as a whole cannot be read
                }
            }
        } finally {
            Files.deleteIfExists(path.resolve("plain.jsonl"));
            Files.deleteIfExists(path.resolve("packed.jsonl.gz"));
            Files.delete(path);
        }
    }
}
