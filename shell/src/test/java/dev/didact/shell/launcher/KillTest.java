package dev.didact.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are killed with SIGKILL and resumed until they are finished: a few times in an ordinary build, 200 times
/// with `-P soak`. When to kill is said in answers that the endpoint gave, so a slow machine changes nothing.
///
/// An answer is acknowledged when the endpoint is asked something that was made of it: the second step asks about what
/// the first one wrote, and nobody reads an answer that is not durable. What is kept at a kill stands in the journal.
@Tag("distribution")
@DisabledOnOs(OS.WINDOWS)
@Timeout(3600)
final class KillTest {
    private static final int KILLS = Integer.getInteger("didact.kills", 5);
    private static final int ITEMS = 60;
    private static final int IN_FLIGHT = 8;
    private static final int MOST_ANSWERS_BEFORE_A_KILL = 40;

    private static final Pattern SUBJECT = Pattern.compile("draft-(\\d+)");
    private static final Pattern WRITTEN = Pattern.compile("((?:draft|final)-\\d+) is written");
    private static final Pattern UNDER_WAY = Pattern.compile("\"inFlight\":(\\d+)");

    /// A sample without its id, which depends on the address of the endpoint.
    private static final Pattern SAMPLE = Pattern.compile("\"id\":\"[0-9a-f]{64}\",(.*),\"prev\"");

    @TempDir
    Path folder;

    @Test
    void aRunThatIsKilledAgainAndAgainLosesNothingDoublesNothingAndPaysTwiceOnlyWhatWasUnderWay() throws Exception {
        var distribution = new Distribution(folder);
        Files.writeString(
                folder.resolve("prompts.jsonl"),
                IntStream.range(0, ITEMS)
                        .mapToObj(number -> "{\"id\": \"%1$d\", \"prompt\": \"draft-%1$d\"}%n".formatted(number))
                        .collect(Collectors.joining()));
        List<String> undisturbed = samples(distribution, "undisturbed", List.of());
        assertThat(undisturbed).hasSize(2 * ITEMS);

        var random = new SplittableRandom(Long.getLong("didact.random-seed", 7));
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            var moments = new ArrayList<Integer>();
            for (int answers = 0; answers < 2 * ITEMS && kills < KILLS; kills++) {
                moments.add(1 + random.nextInt(MOST_ANSWERS_BEFORE_A_KILL));
                answers += moments.getLast();
            }
            assertThat(samples(distribution, "killed" + run, moments))
                    .as("run %d, killed after so many answers each: %s", run, moments)
                    .isEqualTo(undisturbed);
        }
    }

    /// A run that is killed after so many answers, resumed, killed again and so on, and taken to its end.
    ///
    /// @return its samples
    private List<String> samples(Distribution distribution, String workspace, List<Integer> moments) throws Exception {
        var asked = new Asked();
        Path journal = folder.resolve(workspace).resolve("runs/1/journal");
        try (var endpoint = new ChatEndpoint(asked::answer)) {
            Files.writeString(folder.resolve("recipe.yaml"), recipe(endpoint));
            for (int kill = 0; kill < moments.size(); kill++) {
                String line = "exec " + go(kill, workspace);
                asked.killAfter(moments.get(kill), () -> distribution.start(line));
                asked.kept.addAll(answers(journal));
            }
            assertThat(distribution.print(go(moments.size(), workspace))).contains("run 1 completed");
        }
        assertThat(asked.again).as("asked for again although it was kept").isEmpty();
        assertThat(answers(journal)).hasSize(2 * ITEMS).doesNotHaveDuplicates();
        List<Integer> underWay = lines(journal, "run.resumed").stream()
                .map(line -> Integer.valueOf(found(UNDER_WAY, line)))
                .toList();
        assertThat(underWay).hasSameSizeAs(moments).allMatch(calls -> calls <= IN_FLIGHT);
        assertThat(asked.answers.get() - 2 * ITEMS)
                .as("answers that were paid for twice")
                .isLessThanOrEqualTo(underWay.stream().mapToInt(calls -> calls).sum());
        return lines(journal, "sample").stream()
                .map(line -> found(SAMPLE, line))
                .toList();
    }

    private static String recipe(ChatEndpoint endpoint) {
        return """
            didact: recipe/1
            name: killed
            random-seed: 7
            models:  { writer: { use: openai, with: { model: writer, base-url: "%s" } } }
            sources: [ { id: prompts, use: jsonl, with: { path: prompts.jsonl, licence: CC0-1.0 } } ]
            steps:
              - { id: first, use: template, model: writer, per-item: 1, with: { text: "Write {{content}}." } }
              - { id: second, use: template, model: writer, per-item: 1, with: { text: "Improve {{content}}" } }
              - { id: short, grade: [ { use: length, with: { min-words: 1, max-words: 20 } } ] }
            flow:    { in-flight: %d }
            """.formatted(endpoint.url(), IN_FLIGHT);
    }

    private static String go(int kills, String workspace) {
        return (kills == 0 ? "./didact run recipe.yaml" : "./didact resume 1") + " --workspace " + workspace;
    }

    /// The answers that are in the journal.
    private static List<String> answers(Path journal) throws IOException {
        return lines(journal, "call.finished").stream()
                .map(line -> found(WRITTEN, line))
                .toList();
    }

    /// The whole lines of a kind in a journal.
    private static List<String> lines(Path journal, String kind) throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> segments = Files.list(journal)) {
            for (Path segment : segments.sorted().toList()) {
                String text = Files.readString(segment);
                text.substring(0, text.lastIndexOf('\n') + 1)
                        .lines()
                        .filter(line -> line.contains("\"kind\":\"" + kind + "\""))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /// The endpoint's side: what it was asked for, whether that was kept before, and when to kill who asks.
    private static final class Asked {
        private final AtomicInteger answers = new AtomicInteger();
        private volatile int last = Integer.MAX_VALUE;
        private volatile CompletableFuture<Process> process = new CompletableFuture<>();

        /// What must never be asked for again.
        final Set<String> kept = ConcurrentHashMap.newKeySet();

        final Set<String> again = ConcurrentHashMap.newKeySet();

        String answer(String body) {
            String subject = found(SUBJECT, body);
            boolean improved = body.contains("Improve");
            if (improved) {
                kept.add("draft-" + subject);
            }
            String written = (improved ? "final-" : "draft-") + subject;
            if (kept.contains(written)) {
                again.add(written);
            }
            if (answers.incrementAndGet() == last) {
                process.join().destroyForcibly();
            }
            return written + " is written.";
        }

        /// Starts a process, and kills it when it was given so many answers.
        void killAfter(int more, Callable<Process> start) throws Exception {
            process = new CompletableFuture<>();
            last = answers.get() + more;
            Process started = start.call();
            process.complete(started);
            started.waitFor();
        }
    }
}
