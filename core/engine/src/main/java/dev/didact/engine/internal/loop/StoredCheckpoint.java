package dev.didact.engine.internal.loop;

import dev.didact.api.model.Checkpoint;
import dev.didact.engine.Problem;
import dev.didact.engine.ProblemException;
import dev.didact.engine.internal.workspace.Checkpoints;
import java.util.Optional;

/// A checkpoint as the journal names it: by its content, never by a path.
///
/// @param id hash of its content
/// @param served the name under which an endpoint serves it; empty where it is a folder of the workspace
/// @param parent id of the checkpoint it was learned from
/// @param licence SPDX expression of all that it learned from, its parents' lessons included
record StoredCheckpoint(String id, Optional<String> served, Optional<String> parent, String licence) {
    /// The checkpoint as a model provider opens it.
    Checkpoint open(Checkpoints store) {
        return new Checkpoint(
                id,
                served.orElseGet(() -> store.find(id)
                        .orElseThrow(() -> new ProblemException(
                                Problem.Category.ENVIRONMENT,
                                "E406",
                                "checkpoint " + id + " is not in the workspace any more: start the run again"))
                        .toString()),
                parent);
    }
}
