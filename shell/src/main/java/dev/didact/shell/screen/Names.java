package dev.didact.shell.screen;

import dev.didact.engine.Catalog;
import dev.didact.engine.Kind;
import dev.didact.engine.ProblemException;
import dev.didact.engine.RunSummary;
import dev.didact.engine.Workspace;
import dev.didact.shell.command.Commands;
import dev.didact.shell.command.Settable;
import dev.didact.shell.language.ErrorCode;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.Vocabulary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The names that completion offers: verbs from their specifications, components from the manifests, runs as they were
/// after the last line, files from one folder listing.
final class Names implements Vocabulary {
    private static final int MOST_FILES = 200;
    private final Path folder;
    private volatile Optional<Catalog> catalog = Optional.empty();
    private volatile List<RunSummary> runs = List.of();

    Names(Path folder) {
        this.folder = folder;
    }

    /// Reads the names anew. Called after each line, on a thread of its own.
    void refresh(Optional<Workspace> workspace) {
        if (workspace.isPresent()) {
            try {
                catalog = Optional.of(workspace.get().catalog());
                runs = workspace.get().runs();
            } catch (ProblemException unreadable) {
                runs = List.of();
            }
        }
    }

    @Override
    public List<Term> names(Reference kind) {
        return switch (kind) {
            case VERB ->
                Commands.VERBS.names().stream()
                        .flatMap(name -> Commands.VERBS.spec(name).stream())
                        .map(spec -> new Term(spec.name(), spec.doc()))
                        .toList();
            case RUN ->
                runs.stream()
                        .map(run -> new Term(Integer.toString(run.run()), run.recipe() + ", " + run.status()))
                        .toList();
            case SAMPLE ->
                runs.stream()
                        .map(run -> new Term(run.run() + "/1", "the first sample of run " + run.run()))
                        .toList();
            case PLUGIN ->
                catalog.stream()
                        .flatMap(known -> known.plugins().stream())
                        .map(plugin -> new Term(plugin.id(), plugin.title().isEmpty() ? "plugin" : plugin.title()))
                        .toList();
            case COMPONENT ->
                Arrays.stream(Kind.values()).flatMap(one -> cards(one).stream()).toList();
            case SOURCE -> cards(Kind.SOURCE);
            case GENERATOR -> cards(Kind.GENERATOR);
            case RUBRIC -> cards(Kind.RUBRIC);
            case MODEL -> cards(Kind.MODEL);
            case LEARNER -> cards(Kind.LEARNER);
            case EXPORTER -> cards(Kind.EXPORTER);
            case TASK ->
                catalog.stream()
                        .flatMap(known -> known.tasks().stream())
                        .map(task -> new Term(task.id(), task.plugin().isEmpty() ? "of this workspace" : task.plugin()))
                        .toList();
            case ERROR ->
                Arrays.stream(ErrorCode.values())
                        .map(code -> new Term(code.id(), code.meaning()))
                        .toList();
            case RECIPE, PACK, ARM, CRITERION, PATH -> List.of();
        };
    }

    private List<Term> cards(Kind kind) {
        return catalog.stream()
                .flatMap(known -> known.of(kind).stream())
                .map(card -> new Term(card.id(), card.title().isEmpty() ? card.plugin() : card.title()))
                .toList();
    }

    @Override
    public List<Term> parameters(String kind, String component) {
        return Arrays.stream(Kind.values())
                .filter(one -> one.word().equals(kind))
                .flatMap(one -> catalog.stream().flatMap(known -> known.of(one).stream()))
                .filter(card -> card.id().equals(component) || card.fullId().equals(component))
                .findFirst()
                .map(Settable::of)
                .orElse(List.of());
    }

    @Override
    public List<Term> files(String beginning) {
        int slash = beginning.lastIndexOf('/');
        String parent = beginning.substring(0, slash + 1);
        String start = beginning.substring(slash + 1);
        List<Term> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve(parent))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean hidden = name.startsWith(".") && start.isEmpty();
                if (name.startsWith(start) && !hidden) {
                    boolean inner = Files.isDirectory(entry);
                    found.add(new Term(parent + name + (inner ? "/" : ""), inner ? "folder" : "file"));
                    if (found.size() >= MOST_FILES) {
                        break;
                    }
                }
            }
        } catch (IOException | InvalidPathException unreadable) {
            return List.of();
        }
        found.sort(Comparator.comparing(Term::text));
        return found;
    }
}
