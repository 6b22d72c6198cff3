package dev.didact.engine.internal.exchange;

import dev.didact.engine.Place;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.document.Problems;
import dev.didact.engine.internal.exchange.CassetteWriter.Head;
import dev.didact.engine.internal.record.Records;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// A cassette that answers requests. It is read once, all of it, and every line of it is held against the format before
/// the first request; on the heap stays where the answers stand. Safe for use by many threads.
///
/// Of the tries of a call the last one answers, since that is the one that decided; how often the endpoint was tried
/// before depends on what else was going on. The nth call with the same request is answered as the nth in the file.
public final class CassetteReader {
    private final Path file;
    private final Map<String, Queue<Line>> calls = new HashMap<>();

    /// A line of the file.
    ///
    /// @param number the line, from 1
    /// @param from its first byte
    /// @param length in bytes, without its end
    private record Line(int number, long from, int length) {}

    private CassetteReader(Path file) {
        this.file = file;
    }

    /// Reads a cassette.
    ///
    /// @throws ProblemException if there is none, or what is there is not whole
    public static CassetteReader open(Path file) {
        var cassette = new CassetteReader(file);
        try {
            cassette.read();
            return cassette;
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file; `run RECIPE --record FILE` makes one", e);
        } catch (IOException e) {
            throw unreadable(file, Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemException unreadable(Path file, String why, IOException cause) {
        return new ProblemException(
                Problem.Category.USAGE, "E211", "the cassette " + file + " cannot be read: " + why, cause);
    }

    Path file() {
        return file;
    }

    private void read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int number = 0;
            long from = 0;
            var bytes = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    bytes.write(next);
                    continue;
                }
                take(new Line(++number, from, bytes.size()), bytes.toByteArray());
                from += bytes.size() + 1;
                bytes.reset();
            }
            if (number == 0 || bytes.size() > 0) {
                throw wrong(number + 1, bytes.size() + 1, "the file is cut off: a line has no end");
            }
        }
    }

    private void take(Line line, byte[] bytes) {
        if (line.number() == 1) {
            String format = parsed(line, bytes, Head.class).didact();
            if (!CassetteWriter.FORMAT.equals(format)) {
                throw wrong(1, 1, "'didact' must be " + CassetteWriter.FORMAT + " but is " + format);
            }
            return;
        }
        answers(parsed(line, bytes, CassetteCall.class))
                .keySet()
                .forEach(request ->
                        calls.computeIfAbsent(request, _ -> new ArrayDeque<>(1)).add(line));
    }

    /// What answers each request of a call.
    private static Map<String, Exchange> answers(CassetteCall call) {
        Map<String, Exchange> answers = new LinkedHashMap<>();
        call.exchanges().forEach(exchange -> answers.put(exchange.request().orElseThrow(), exchange));
        return answers;
    }

    private <T> T parsed(Line line, byte[] bytes, Class<T> type) {
        try {
            return Optional.ofNullable(Records.strictly(bytes, type))
                    .orElseThrow(() -> wrong(line.number(), 1, "a line must be an object but is null"));
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String why = e.getCause() instanceof RuntimeException own ? own.getMessage() : e.getOriginalMessage();
            throw wrong(line.number(), at == null ? 1 : Math.max(1, at.getColumnNr()), String.valueOf(why));
        }
    }

    private ProblemException wrong(int line, int column, String why) {
        return Problems.failure(
                "E211",
                "this is no cassette that can be replayed: " + why
                        + ". Record it again with `run RECIPE --record FILE`, or take a copy that is whole",
                new Place(file.toString(), line, column, 1));
    }

    /// The answer to the next call with a request; empty where there is none or no further one.
    Optional<Exchange> next(String request) {
        Line line;
        synchronized (calls) {
            Queue<Line> left = calls.getOrDefault(request, new ArrayDeque<>(0));
            if (left.isEmpty()) {
                return Optional.empty();
            }
            line = left.remove();
        }
        return Optional.ofNullable(
                answers(parsed(line, bytes(line), CassetteCall.class)).get(request));
    }

    private byte[] bytes(Line line) {
        try (var lines = Files.newByteChannel(file)) {
            var bytes = ByteBuffer.allocate(line.length());
            lines.position(line.from());
            while (bytes.hasRemaining() && lines.read(bytes) >= 0) {
                // A channel may give less than it has.
            }
            return bytes.array();
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
    }
}
