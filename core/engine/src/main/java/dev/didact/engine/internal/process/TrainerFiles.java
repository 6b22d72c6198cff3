package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.api.model.Lesson;
import dev.didact.api.training.TrainingData;
import dev.didact.api.training.TrainingFormat;
import dev.didact.engine.internal.workspace.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A lesson in the forms that trainers read, each in a folder of its own: what was decided first, then as many of the
/// given examples as make up their share.
final class TrainerFiles {
    private final Lesson lesson;
    private final Path folder;
    private final Context context;
    private final List<String> empty = new ArrayList<>();

    private TrainerFiles(Lesson lesson, Path folder, Context context) {
        this.lesson = lesson;
        this.folder = folder;
        this.context = context;
    }

    /// Writes a lesson.
    ///
    /// @param formats the forms, at least one
    /// @param validation the part of the documents that is kept for validation
    /// @param folder is replaced if it is there
    /// @throws DidactException.Permanent if no form has a line to learn
    static void write(Lesson lesson, List<TrainingFormat> formats, double validation, Path folder, Context context)
            throws DidactException, IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            FileTree.delete(folder);
        }
        var files = new TrainerFiles(lesson, folder, context);
        for (TrainingFormat format : formats) {
            files.write(format, validation);
        }
        if (files.empty.size() == formats.size()) {
            throw new DidactException.Permanent(
                    "there is nothing to train on: " + String.join("; ", files.empty) + ". Choose other 'formats'");
        }
    }

    private void write(TrainingFormat format, double validation)
            throws DidactException, IOException, InterruptedException {
        String name = name(format);
        Path here = Files.createDirectories(folder.resolve(name));
        try (TrainingData data = TrainingData.in(here, format, validation, (_, _, _) -> {})) {
            if (format.content() != TrainingFormat.Content.PAIRS || !chosen(data)) {
                decided(data);
            }
            examples(data);
            String lines = name + " has " + data.lines() + " lines" + leftOut(data.receipt());
            context.log().info("{}", lines);
            if (data.lines() == 0) {
                empty.add(lines);
            }
        }
    }

    /// Adds the pairs that steps chose. Where there are none, they are made of accepted and rejected answers.
    private boolean chosen(TrainingData data) throws DidactException, InterruptedException {
        boolean any = false;
        for (Lesson.Part part : lesson.parts()) {
            for (Lesson.Pair pair : part.pairs()) {
                context.checkCancelled();
                data.add(pair);
                any = true;
            }
        }
        return any;
    }

    private void decided(TrainingData data) throws DidactException, InterruptedException {
        for (Lesson.Part part : lesson.parts()) {
            for (DecidedSample sample : part.samples()) {
                context.checkCancelled();
                data.add(sample);
            }
        }
    }

    /// Adds given examples until they make up their share of all lines. Where there are more of them than that, each
    /// round goes on behind those of the last; where there are fewer, they are repeated.
    private void examples(TrainingData data) throws DidactException {
        List<Lesson.Example> given = lesson.anchors();
        boolean alone = lesson.share() >= 1 || (data.lines() == 0 && lesson.share() > 0);
        long wanted = alone ? given.size() : Math.round(data.lines() * lesson.share() / (1 - lesson.share()));
        int next = given.isEmpty() || alone ? 0 : (int) (Math.max(0, lesson.round() - 1) * wanted % given.size());
        int refused = 0;
        for (long added = 0; added < wanted && refused < given.size(); next = (next + 1) % given.size()) {
            boolean learned = data.add(given.get(next));
            refused = learned ? 0 : refused + 1;
            added += learned || alone ? 1 : 0;
        }
    }

    private static String leftOut(Receipt receipt) {
        List<String> reasons = receipt.skipped().stream()
                .map(skipped -> skipped.samples() + " " + skipped.reason())
                .toList();
        return reasons.isEmpty() ? "" : ", left out: " + String.join(", ", reasons);
    }

    private static String name(TrainingFormat format) {
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
