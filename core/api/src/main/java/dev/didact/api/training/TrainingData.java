package dev.didact.api.training;

import static java.util.Objects.requireNonNull;

import dev.didact.api.DidactException;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.grading.Verdict;
import dev.didact.api.model.Lesson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The files of one [TrainingFormat] while they are written: `train.jsonl`, `validation.jsonl` where a part of the
/// documents is kept for it, and what the trainer needs to find its way in them. What the format has no place for is
/// counted with the reason and never bent.
///
/// Where a format holds pairs, accepted and rejected answers to the same item and prompt are paired, each once. Memory
/// holds those that wait for a partner.
public final class TrainingData implements AutoCloseable {
    private final TrainingFormat format;
    private final Listener listener;
    private final Sides sides;
    private final LineFile train;
    private final Optional<LineFile> validation;
    private final Optional<Description> description;
    private final Path folder;
    private final Pairs pairs = new Pairs();
    private final SequencedMap<String, Long> skipped = new LinkedHashMap<>();

    private TrainingData(Path folder, TrainingFormat format, double share, Listener listener) throws DidactException {
        this.format = format;
        this.listener = listener;
        this.folder = folder;
        this.sides = new Sides(share);
        this.train = LineFile.in(folder, "train.jsonl");
        this.validation = share > 0 ? Optional.of(LineFile.in(folder, "validation.jsonl")) : Optional.empty();
        this.description = Description.of(format);
    }

    /// Is told of every line which samples it is made of.
    public interface Listener {
        /// Told of a line.
        ///
        /// @param file its file
        /// @param line its number, from 1
        /// @param samples what it is made of; empty for an example that was given
        void wrote(String file, long line, List<DecidedSample> samples) throws DidactException;
    }

    /// Begins the files of a format.
    ///
    /// @param folder where they are written
    /// @param validation the part of the documents whose samples go to `validation.jsonl`; 0 for none
    /// @param listener is told what is written
    /// @throws DidactException.Unavailable if they cannot be written
    public static TrainingData in(Path folder, TrainingFormat format, double validation, Listener listener)
            throws DidactException {
        return new TrainingData(
                requireNonNull(folder, "folder"),
                requireNonNull(format, "format"),
                validation,
                requireNonNull(listener, "listener"));
    }

    /// Adds a sample, or counts why it has no place.
    ///
    /// @return whether it is a line to learn now; an answer that waits for its pair is none yet
    public boolean add(DecidedSample decided) throws DidactException {
        return switch (decided.verdict()) {
            case Verdict.Accepted _ -> add(decided, true);
            case Verdict.Rejected _ -> add(decided, false);
            case Verdict.Quarantined _ -> skip("quarantined: neither accepted nor rejected", 1);
        };
    }

    private boolean add(DecidedSample decided, boolean accepted) throws DidactException {
        String prompt = decided.sample().prompt();
        String response = decided.sample().response();
        return switch (format.content()) {
            case ANSWERS ->
                accepted
                        ? write(new TrainingLine.Answer(prompt, response), decided)
                        : skip("rejected: only accepted samples are written in this format", 1);
            case LABELLED_ANSWERS -> write(new TrainingLine.Labelled(prompt, response, accepted), decided);
            case PAIRS -> {
                Optional<Lesson.Pair> completed = pairs.add(decided, accepted);
                yield completed.isPresent() && write(completed.get());
            }
        };
    }

    /// Adds a pair that was chosen before, or counts why it has no place.
    ///
    /// @return whether it is a line to learn
    public boolean add(Lesson.Pair pair) throws DidactException {
        return switch (format.content()) {
            case PAIRS ->
                pair.chosen().sample().prompt().equals(pair.rejected().sample().prompt())
                        ? write(pair)
                        : skip("pair: its answers are to different prompts, and this format has one", 2);
            case ANSWERS, LABELLED_ANSWERS -> skip("pair: only single answers are written in this format", 2);
        };
    }

    /// Adds an example whose answer was given, or counts why it has no place.
    ///
    /// @return whether it is a line to learn
    public boolean add(Lesson.Example example) throws DidactException {
        List<String> documents = example.passages().stream()
                .map(passage -> passage.origin().sha256())
                .toList();
        return switch (format.content()) {
            case ANSWERS ->
                write(new TrainingLine.Answer(example.prompt(), example.response()), documents, List.of(), 1);
            case LABELLED_ANSWERS ->
                write(new TrainingLine.Labelled(example.prompt(), example.response(), true), documents, List.of(), 1);
            case PAIRS -> skip("given example: it has no rejected answer", 1);
        };
    }

    private boolean write(Lesson.Pair pair) throws DidactException {
        return write(
                new TrainingLine.Preference(
                        pair.chosen().sample().prompt(),
                        pair.chosen().sample().response(),
                        pair.rejected().sample().response()),
                pair.chosen(),
                pair.rejected());
    }

    private boolean write(TrainingLine line, DecidedSample... of) throws DidactException {
        List<DecidedSample> samples = List.of(of);
        List<String> documents =
                samples.stream().flatMap(TrainingData::documents).distinct().toList();
        return write(line, documents, samples, samples.size());
    }

    private static Stream<String> documents(DecidedSample decided) {
        return decided.provenance().derivedFrom().isEmpty()
                ? Stream.of(decided.item().id())
                : decided.provenance().derivedFrom().stream().map(from -> from.documentHash());
    }

    private boolean write(TrainingLine line, List<String> documents, List<DecidedSample> samples, int counted)
            throws DidactException {
        if (line.lacksWords()) {
            return skip("empty: its prompt or an answer has no words", counted);
        }
        return switch (sides.of(documents)) {
            case TRAIN -> {
                write(train, line, samples, counted);
                yield true;
            }
            case VALIDATION -> {
                write(validation.orElseThrow(), line, samples, counted);
                yield false;
            }
            case NEITHER -> skip("on both sides: one of its documents is for validation, another is not", counted);
        };
    }

    private void write(LineFile file, TrainingLine line, List<DecidedSample> samples, int counted)
            throws DidactException {
        file.add(line.in(format), counted);
        listener.wrote(file.name(), file.lines(), samples);
    }

    private boolean skip(String reason, long samples) {
        skipped.merge(reason, samples, Long::sum);
        return false;
    }

    /// How many lines there are to learn so far.
    public long lines() {
        return train.lines();
    }

    /// What was written and what was left out.
    public Receipt receipt() {
        List<Receipt.Written> written = new ArrayList<>(List.of(train.written()));
        validation.ifPresent(file -> written.add(file.written()));
        description.ifPresent(file -> written.add(new Receipt.Written(file.name(), 0)));
        Map<String, Long> reasons = new LinkedHashMap<>(skipped);
        reasons.put("accepted: no rejected answer is left to pair it with", pairs.waiting(true));
        reasons.put("rejected: no accepted answer is left to pair it with", pairs.waiting(false));
        return new Receipt(
                written,
                reasons.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> new Receipt.Skipped(entry.getKey(), entry.getValue()))
                        .toList());
    }

    @Override
    public void close() throws DidactException {
        try (train) {
            if (validation.isPresent()) {
                validation.get().close();
            }
            if (description.isPresent()) {
                LineFile.write(
                        folder, description.get().name(), description.get().text(validation.isPresent()));
            }
        }
    }
}
