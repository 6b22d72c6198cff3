package dev.didact.student;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.Fault;
import dev.didact.api.ModelProvider;
import dev.didact.api.config.Default;
import dev.didact.api.config.Max;
import dev.didact.api.config.Min;
import dev.didact.api.data.Provenance.Served;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.ModelCall;
import dev.didact.api.model.ModelInfo;
import dev.didact.api.model.Reply;
import dev.didact.api.model.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens the embedded student: from a checkpoint, or untrained where there is none.
///
/// The prompt is the last message of the user; other messages are not read. Its alphabet is that of [Symbols]; a prompt
/// that it cannot spell fails by itself, not with its batch. A model only reads its parameters and may be used by many
/// threads.
@Contributes(
        id = "student",
        title = "Embedded student",
        description =
                "A small transformer that runs and is trained in this process; it spells a-z, 0-9 and a few marks,"
                        + " and reads the last message of the user alone")
public final class StudentProvider implements ModelProvider<StudentProvider.Config> {

    private static final int BEST_BATCH = 256;

    /// How the student answers, and its shape while it has no checkpoint.
    ///
    /// @param temperature where the request leaves it open; 0 writes the likeliest symbol each time
    /// @param maxTokens most symbols of an answer, where the request leaves it open
    /// @param layers number of transformer layers of an untrained student
    /// @param width length of the vector that carries one symbol in an untrained student
    /// @param heads number of attention heads of an untrained student
    /// @param hidden width of the feed-forward part of an untrained student
    public record Config(
            @Default("0.8") @Min(0) @Max(10) double temperature,
            @Default("64") @Min(1) @Max(Text.LONGEST) int maxTokens,
            @Default("2") @Min(1) @Max(16) int layers,
            @Default("64") @Min(4) @Max(1024) int width,
            @Default("4") @Min(1) @Max(64) int heads,
            @Default("256") @Min(4) @Max(4096) int hidden) {}

    @Override
    public Model open(Config config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        Parameters parameters = checkpoint.isPresent()
                ? read(checkpoint.get())
                : Parameters.random(
                        Architecture.configured(config.layers(), config.width(), config.heads(), config.hidden()),
                        context.random("untrained student").nextLong());
        return new Student(config, new Sampler(parameters));
    }

    /// Reads the student of a checkpoint and makes sure that it is the one that a learner left.
    static Parameters read(Checkpoint checkpoint) throws DidactException {
        Path folder = Path.of(checkpoint.reference());
        try {
            Parameters parameters = CheckpointFile.read(folder);
            String id = Checkpoint.contentHash(folder);
            if (!id.equals(checkpoint.id())) {
                throw new DidactException.Unavailable("checkpoint " + folder + " was changed: its id is "
                        + checkpoint.id() + " but its files give " + id);
            }
            return parameters;
        } catch (IOException e) {
            throw new DidactException.Unavailable("cannot open the student: " + e.getMessage(), e);
        }
    }

    private record Student(Config config, Sampler sampler) implements Model {

        @Override
        public ModelInfo info() {
            // What it writes has no terms of its own; those of what it learned from are the engine's to add.
            return new ModelInfo("student", true, BEST_BATCH, "CC0-1.0", Served.LOCAL);
        }

        @Override
        public List<Reply> answer(List<ModelCall> batch) {
            List<Optional<Reply>> refusals = new ArrayList<>();
            List<Sampler.Call> calls = new ArrayList<>();
            for (ModelCall call : batch) {
                refusals.add(prepare(call, calls));
            }
            var answers = sampler.answer(calls).iterator();
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                ModelCall call = batch.get(i);
                replies.add(refusals.get(i).orElseGet(() -> reply(call, answers.next())));
            }
            return replies;
        }

        /// Adds what the student is to write to `calls`, or says why it cannot.
        private Optional<Reply> prepare(ModelCall call, List<Sampler.Call> calls) {
            String prompt = call.lastUserText();
            if (prompt.isEmpty()) {
                return refusal("the prompt is empty; the student goes on from its last character");
            }
            if (prompt.length() > Text.LONGEST_PROMPT) {
                return refusal("the prompt has " + prompt.length() + " characters but the student reads at most "
                        + Text.LONGEST_PROMPT);
            }
            try {
                byte[] symbols = Text.question(prompt);
                int longest = call.settings().maxTokens().orElse(config.maxTokens());
                double temperature = call.settings().temperature().orElse(config.temperature());
                int room = Math.max(0, Math.min(longest, Text.LONGEST - symbols.length));
                calls.add(new Sampler.Call(symbols, temperature, room, call.randomSeed()));
                return Optional.empty();
            } catch (UnspellableException e) {
                return refusal(e.getMessage());
            }
        }

        private static Optional<Reply> refusal(String message) {
            return Optional.of(Reply.Failed.of(Fault.Kind.BAD_REQUEST, message));
        }

        private static Reply reply(ModelCall call, Sampler.Answer answer) {
            Usage usage =
                    new Usage(call.lastUserText().length() + 1L, answer.symbols().length + (answer.ended() ? 1 : 0));
            String text = Symbols.decode(answer.symbols());
            int end = text.length();
            for (String stop : call.settings().stop()) {
                int found = stop.isEmpty() ? -1 : text.indexOf(stop);
                end = found < 0 ? end : Math.min(end, found);
            }
            boolean stopped = answer.ended() || end < text.length();
            return new Reply.Answered(
                    text.substring(0, end), Optional.empty(), stopped ? Reply.Finish.STOP : Reply.Finish.LENGTH, usage);
        }
    }
}
