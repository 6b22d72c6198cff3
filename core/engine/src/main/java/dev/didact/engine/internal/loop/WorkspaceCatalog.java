package dev.didact.engine.internal.loop;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.engine.Place;
import dev.didact.engine.PluginCard;
import dev.didact.engine.TaskFile;
import dev.didact.engine.internal.recipe.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What plugins contribute, and the tasks of a workspace before theirs.
///
/// @param ofPlugins what plugins contribute
/// @param folder the folder of the workspace's tasks
record WorkspaceCatalog(Catalog ofPlugins, Path folder) implements Catalog {
    @Override
    public List<PluginCard> plugins() {
        return ofPlugins.plugins();
    }

    @Override
    public List<ContributionCard> of(Kind kind) {
        return ofPlugins.of(kind);
    }

    @Override
    public ContributionCard find(Kind kind, String name, Optional<Place> place) {
        return ofPlugins.find(kind, name, place);
    }

    @Override
    public List<TaskFile> tasks() {
        return Stream.concat(Tasks.in(folder).stream(), ofPlugins.tasks().stream())
                .toList();
    }
}
