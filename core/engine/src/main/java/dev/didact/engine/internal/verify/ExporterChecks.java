package dev.didact.engine.internal.verify;

import dev.didact.api.DidactException;
import dev.didact.api.Exporter;
import dev.didact.api.data.Receipt;
import dev.didact.api.grading.DecidedSample;
import dev.didact.engine.Behaviour;
import dev.didact.engine.internal.host.PluginFault;
import dev.didact.engine.internal.plugin.Returned;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What is expected of an exporter.
///
/// @param <C> the configuration record
final class ExporterChecks<C extends Record> implements KindChecks {
    private static final int STOPS = 12;

    /// A file of every Linux that takes no byte.
    private static final Path FULL = Path.of("/dev/full");

    /// Samples with the characters that formats stumble over.
    private static final List<DecidedSample> ODD = List.of(
            MadeUp.accepted("say \"ä\u2028\n\"", "\u0001\t\\ \uD83D\uDE00"),
            MadeUp.rejected("say \"ä\u2028\n\"", "a,b;\"c\"\r\n"),
            MadeUp.quarantined("", ""));

    private final Looked<C> looked;
    private final Exporter<C> exporter;

    ExporterChecks(Looked<C> looked, Exporter<C> exporter) {
        this.looked = looked;
        this.exporter = exporter;
    }

    /// What samples throw that cannot be read. Java may keep the last exception of a thread, and with its stack trace
    /// the classes of the plugin: so it has none.
    private static final class UnreadableException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        UnreadableException() {
            super("the samples cannot be read", null, false, false);
        }
    }

    /// What an export wrote.
    private record Export(Receipt receipt, Map<String, String> files) {}

    @Override
    public Map<Behaviour, Look> looks() {
        Map<Behaviour, Look> looks = new EnumMap<>(Behaviour.class);
        looks.put(Behaviour.GIVES_RECEIPT, this::receipt);
        looks.put(Behaviour.HANDLES_EVERY_VERDICT, this::verdicts);
        looks.put(Behaviour.FAILS_LOUDLY, this::failsLoudly);
        looks.put(Behaviour.STOPS, this::stops);
        return looks;
    }

    @Override
    public List<Object> outcome(Around around, boolean reversed) throws DidactException, InterruptedException {
        List<List<DecidedSample>> exports = List.of(MadeUp.samples(), ODD);
        List<Object> outcome = new ArrayList<>();
        for (List<DecidedSample> samples : reversed ? exports.reversed() : exports) {
            outcome.add(export(around, samples));
        }
        return reversed ? outcome.reversed() : outcome;
    }

    private Export export(Around around, Iterable<DecidedSample> samples) throws DidactException, InterruptedException {
        Path folder = looked.folder();
        return new Export(write(around, folder, samples), Folders.contents(folder));
    }

    private Receipt write(Around around, Path folder, Iterable<DecidedSample> samples)
            throws DidactException, InterruptedException {
        return looked.call(() -> {
            try (LookedContext context = looked.context(around);
                    Exporter.Writer writer =
                            Returned.by("Exporter.open()", exporter.open(looked.config(), folder, context))) {
                return Returned.by("Exporter.Writer.write()", writer.write(samples));
            }
        });
    }

    private static List<String> named(Receipt receipt) {
        return receipt.files().stream().map(Receipt.Written::file).sorted().toList();
    }

    private void receipt(Findings findings) throws DidactException, InterruptedException {
        for (List<DecidedSample> samples : List.of(MadeUp.samples(), ODD, List.<DecidedSample>of())) {
            Export export = export(Around.USUAL, samples);
            if (!named(export.receipt()).equals(List.copyOf(export.files().keySet()))) {
                findings.refused(
                        "names the files " + named(export.receipt()) + " and writes "
                                + new TreeSet<>(export.files().keySet()),
                        "name every file that is written, and no other, in the receipt");
            }
            long written = export.receipt().files().stream()
                    .mapToLong(Receipt.Written::samples)
                    .sum();
            if (samples.isEmpty() && (written > 0 || !export.receipt().skipped().isEmpty())) {
                findings.refused(
                        "is given no sample and says " + export.receipt(), "count what was written as it is written");
            }
        }
    }

    private void verdicts(Findings findings) throws DidactException, InterruptedException {
        for (DecidedSample sample : MadeUp.samples()) {
            Receipt receipt = export(Around.USUAL, List.of(sample)).receipt();
            long told =
                    receipt.files().stream().mapToLong(Receipt.Written::samples).sum()
                            + receipt.skipped().stream()
                                    .mapToLong(Receipt.Skipped::samples)
                                    .sum();
            if (told == 0) {
                findings.refused(
                        "is given one " + sample.verdict().word()
                                + " sample and neither writes it nor says that it left it out",
                        "write it, or name it with its reason in Receipt.skipped()");
            }
        }
    }

    private void failsLoudly(Findings findings) throws DidactException, InterruptedException {
        Export usual = export(Around.USUAL, MadeUp.samples());
        try {
            export(Around.USUAL, ExporterChecks::broken);
            findings.refused(
                    "says that all is well where its samples could not be read to the end",
                    "let what the samples throw come out");
        } catch (DidactException | PluginFault e) {
            // That is what it should do.
        }
        loud(findings, unwritable(), "where its folder cannot be written");
        if (Files.exists(FULL)) {
            Path full = looked.folder();
            named(usual.receipt()).forEach(file -> link(full.resolve(file)));
            loud(findings, full, "where the disk is full");
            named(usual.receipt()).forEach(file -> unlink(full.resolve(file)));
        }
    }

    private void loud(Findings findings, Path folder, String where) throws InterruptedException {
        try {
            write(Around.USUAL, folder, MadeUp.samples());
            // A link that was replaced by a file says nothing.
            if (Folders.files(folder).isEmpty()) {
                findings.refused(
                        "says that all is well " + where,
                        "let every IOException come out as DidactException.Unavailable; PrintWriter hides them");
            }
        } catch (DidactException e) {
            // That is what it should do.
        } catch (PluginFault e) {
            findings.refused(
                    "breaks " + where + ": " + e.getMessage(),
                    "throw DidactException.Unavailable with what the system says");
        }
    }

    /// A folder below what is a file.
    private Path unwritable() {
        try {
            return Files.writeString(looked.folder().resolve("file"), "no folder")
                    .resolve("below");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createSymbolicLink(file, FULL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unlink(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<DecidedSample> broken() {
        Iterator<DecidedSample> samples = MadeUp.samples().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public DecidedSample next() {
                if (!samples.hasNext()) {
                    throw new UnreadableException();
                }
                return samples.next();
            }
        };
    }

    private void stops(Findings findings) {
        boolean stopped = true;
        for (int checks = 0; checks < STOPS && stopped; checks++) {
            stopped = stopped(findings, checks);
        }
    }

    /// Whether it stops at this check; one that it never comes to stops nothing.
    private boolean stopped(Findings findings, int checks) {
        try {
            export(Around.USUAL.stopping(checks), MadeUp.samples());
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (DidactException e) {
            findings.refused(
                    "throws " + e.getClass().getSimpleName() + " when it is stopped: " + e.getMessage(),
                    "let the InterruptedException of Context.checkCancelled() come out");
            return true;
        }
    }
}
