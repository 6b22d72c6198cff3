package dev.didact.shell.screen;

import dev.didact.shell.command.Commands;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.Vocabulary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The names that completion offers: verbs from their specifications, files from one folder listing.
final class Names implements Vocabulary {
    private static final int MOST_FILES = 200;
    private final Path folder;

    Names(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Term> names(Reference kind) {
        if (kind != Reference.VERB) {
            return List.of();
        }
        return Commands.VERBS.names().stream()
                .flatMap(name -> Commands.VERBS.spec(name).stream())
                .map(spec -> new Term(spec.name(), spec.doc()))
                .toList();
    }

    @Override
    public List<Term> parameters(String kind, String component) {
        return List.of();
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
