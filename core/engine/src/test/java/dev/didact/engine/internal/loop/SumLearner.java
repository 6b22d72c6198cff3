package dev.didact.engine.internal.loop;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.Learner;
import dev.didact.api.config.Default;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Checkpoint;
import dev.didact.api.model.Lesson;
import dev.didact.engine.internal.identity.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes down a skill that is so much above the one it starts from, with a hash of the lesson.
record SumLearner(Sums world) implements Learner<SumLearner.Config> {
    private static final String HASH = "0e".repeat(32);

    /// @param base skill after the starting data
    /// @param gain how much a round adds
    /// @param leaves what it leaves of a round
    record Config(
            @Default("50") int base,
            @Default("20") int gain,
            @Default("files") Leaves leaves) {}

    /// What a learner may leave.
    enum Leaves {
        FILES,
        EMPTY_FOLDER,
        NO_FOLDER
    }

    @Override
    public Session open(Config config, Context context) {
        return lesson -> {
            world.lessons.add(lesson);
            world.onLesson.before(lesson);
            if (lesson.round() > 0 && config.leaves() != Leaves.FILES) {
                String name = config.leaves() == Leaves.EMPTY_FOLDER ? "." : "missing";
                return new Checkpoint(HASH, lesson.output().resolve(name).toString(), Optional.empty());
            }
            try {
                int skill = lesson.round() == 0
                        ? config.base()
                        : Math.clamp(skill(lesson.from()) + config.gain() + world.gain, 0, 100);
                Files.writeString(lesson.output().resolve(SumModel.FILE), skill + "\n" + hash(lesson) + "\n");
                return Checkpoint.folder(lesson.output(), lesson.from());
            } catch (IOException e) {
                throw new DidactException.Permanent("the checkpoint cannot be written", e);
            }
        };
    }

    private static int skill(Optional<Checkpoint> from) throws IOException {
        return from.isEmpty()
                ? 0
                : Integer.parseInt(Files.readString(Path.of(from.get().reference(), SumModel.FILE))
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    private String hash(Lesson lesson) {
        List<String> texts = new ArrayList<>();
        lesson.anchors().forEach(anchor -> texts.add(anchor.prompt() + "=" + anchor.response()));
        for (Lesson.Part part : lesson.parts()) {
            for (DecidedSample sample : part.samples()) {
                world.seen.add(sample.toString());
                texts.add(part.round() + " " + sample.sample().prompt() + "="
                        + sample.sample().response() + " " + sample.verdict().word());
            }
        }
        return Hashes.fields("lesson").texts("texts", texts).sha256();
    }

    /// The skill that a checkpoint of a workspace holds.
    static int skill(Path checkpoints, String id) {
        try {
            return skill(Optional.of(new Checkpoint(id, checkpoints.resolve(id).toString(), Optional.empty())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
