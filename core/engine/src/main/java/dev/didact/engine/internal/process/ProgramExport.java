package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.DidactException;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// One export by a program, from the file that is written for it to the files that it leaves and the receipt for them.
final class ProgramExport {
    private final JobConfig config;
    private final Path folder;
    private final Context context;

    /// @param folder where the program leaves its files
    ProgramExport(JobConfig config, Path folder, Context context) {
        this.config = config;
        this.folder = folder;
        this.context = context;
    }

    /// @throws DidactException.Permanent if the program fails, or leaves other files than those of its receipt
    Receipt write(Iterable<DecidedSample> samples) throws DidactException, InterruptedException {
        try {
            ObjectNode told = JsonLines.object()
                    .put("data", data(samples).toString())
                    .put("output", folder.toAbsolutePath().toString());
            Optional<Told> line = ProgramJob.run(config, context, "export", told, "receipt");
            Receipt receipt = receipt(line.orElseThrow(
                    () -> new DidactException.Permanent("program '" + String.join(" ", config.command())
                            + "' wrote no {\"receipt\": {\"files\": […], \"skipped\": […]}} as its last line")));
            checkFiles(receipt);
            return receipt;
        } catch (IOException | UncheckedIOException e) {
            throw new DidactException.Permanent("the samples cannot be handed to a program: " + e.getMessage(), e);
        }
    }

    private Path data(Iterable<DecidedSample> samples) throws IOException, InterruptedException {
        try (var file = new DataFile(context.work().toAbsolutePath().resolve("samples.jsonl"))) {
            for (DecidedSample sample : samples) {
                context.checkCancelled();
                file.add(JsonLines.decided(sample));
            }
            return file.path();
        }
    }

    private static Receipt receipt(Told line) {
        Told receipt = line.only("receipt").object("receipt").only("files", "skipped");
        return new Receipt(
                receipt.list("files").stream()
                        .map(told ->
                                new Receipt.Written(told.only("file", "samples").text("file"), samples(told)))
                        .toList(),
                receipt.list("skipped").stream()
                        .map(told -> new Receipt.Skipped(
                                told.only("reason", "samples").text("reason"), samples(told)))
                        .toList());
    }

    private static long samples(Told told) {
        return told.count("samples").orElseThrow(() -> told.malformed("it does not say how many samples that is"));
    }

    private void checkFiles(Receipt receipt) throws IOException, DidactException {
        Set<String> stated = receipt.files().stream().map(Receipt.Written::file).collect(Collectors.toSet());
        Set<String> there;
        try (Stream<Path> files = Files.walk(folder)) {
            there = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toSet());
        }
        if (!stated.equals(there)) {
            throw new DidactException.Permanent("program '" + String.join(" ", config.command())
                    + "' says that it wrote " + new TreeSet<>(stated) + ", and in the folder there is "
                    + new TreeSet<>(there));
        }
    }
}
