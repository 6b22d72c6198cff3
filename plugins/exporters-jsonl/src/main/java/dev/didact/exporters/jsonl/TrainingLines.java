package dev.didact.exporters.jsonl;

import dev.didact.api.DidactException;
import dev.didact.api.data.Receipt;
import dev.didact.api.data.Sample;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The two files of [TrlExporter] while they are written, and a count of what has no place in them.
final class TrainingLines implements AutoCloseable {
    private final TrlExporter.Format format;
    private final LineFile train;
    private final LineFile origins;
    private final Pairs pairs = new Pairs();
    private final SequencedMap<String, Long> skipped = new LinkedHashMap<>();
    private int line;

    TrainingLines(TrlExporter.Format format, Path folder) throws DidactException {
        this.format = format;
        this.train = LineFile.in(folder, "train.jsonl");
        this.origins = LineFile.in(folder, "origins.jsonl");
    }

    void add(DecidedSample decided) throws DidactException {
        switch (decided.verdict()) {
            case Verdict.Accepted _ -> addDecided(decided, true);
            case Verdict.Rejected _ -> addDecided(decided, false);
            case Verdict.Quarantined _ -> skip("quarantined: neither accepted nor rejected", 1);
        }
    }

    private void addDecided(DecidedSample decided, boolean accepted) throws DidactException {
        Sample sample = decided.sample();
        switch (format) {
            case MESSAGES -> addAccepted(decided, accepted, conversation(sample));
            case PROMPT_COMPLETION -> addAccepted(decided, accepted, completion(sample));
            case KTO -> {
                var labelled = completion(sample);
                labelled.put("label", accepted);
                write(labelled, decided);
            }
            case PREFERENCE -> {
                Optional<Pairs.Pair> completed = pairs.add(decided, accepted);
                if (completed.isPresent()) {
                    Pairs.Pair pair = completed.get();
                    write(preference(pair), pair.accepted(), pair.rejected());
                }
            }
        }
    }

    private void addAccepted(DecidedSample decided, boolean accepted, Map<String, Object> object)
            throws DidactException {
        if (accepted) {
            write(object, decided);
        } else {
            skip("rejected: only accepted samples are written in this format", 1);
        }
    }

    private static Map<String, Object> conversation(Sample sample) {
        return Map.of("messages", List.of(message("user", sample.prompt()), message("assistant", sample.response())));
    }

    private static Map<String, Object> message(String role, String content) {
        var json = new LinkedHashMap<String, Object>();
        json.put("role", role);
        json.put("content", content);
        return json;
    }

    private static SequencedMap<String, Object> completion(Sample sample) {
        var json = new LinkedHashMap<String, Object>();
        json.put("prompt", sample.prompt());
        json.put("completion", sample.response());
        return json;
    }

    private static Map<String, Object> preference(Pairs.Pair pair) {
        var json = new LinkedHashMap<String, Object>();
        json.put("prompt", pair.accepted().sample().prompt());
        json.put("chosen", pair.accepted().sample().response());
        json.put("rejected", pair.rejected().sample().response());
        return json;
    }

    private void write(Map<String, Object> object, DecidedSample... samples) throws DidactException {
        line++;
        train.add(object, samples.length);
        var origin = new LinkedHashMap<String, Object>();
        origin.put("line", line);
        origin.put("samples", Stream.of(samples).map(Records::origin).toList());
        origins.add(origin, samples.length);
    }

    private void skip(String reason, long samples) {
        skipped.merge(reason, samples, Long::sum);
    }

    Receipt receipt() {
        var reasons = new LinkedHashMap<>(skipped);
        reasons.put("accepted: no rejected answer is left to pair it with", pairs.waiting(true));
        reasons.put("rejected: no accepted answer is left to pair it with", pairs.waiting(false));
        return new Receipt(
                List.of(train.written(), origins.written()),
                reasons.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> new Receipt.Skipped(entry.getKey(), entry.getValue()))
                        .toList());
    }

    @Override
    public void close() throws DidactException {
        try (train) {
            origins.close();
        }
    }
}
