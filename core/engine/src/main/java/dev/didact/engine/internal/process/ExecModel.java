package dev.didact.engine.internal.process;

import dev.didact.api.Context;
import dev.didact.api.Contributes;
import dev.didact.api.DidactException;
import dev.didact.api.ModelProvider;
import dev.didact.api.model.Checkpoint;
import java.util.Map;
import java.util.Optional;

/// A model that is a program: it gets a batch of calls on a line and answers with as many replies.
@Contributes(
        id = "exec",
        title = "A program that answers",
        description = "Starts a program of any language as a model: one that computes here gets batches, one that asks"
                + " somebody else several calls at once.")
public final class ExecModel implements ModelProvider<ExecConfig> {
    /// Made by the host.
    public ExecModel() {}

    @Override
    public Model open(ExecConfig config, Optional<Checkpoint> checkpoint, Context context) throws DidactException {
        Map<String, String> at = checkpoint
                .map(learned -> Map.of("checkpoint", learned.reference()))
                .orElse(Map.of());
        return ProgramModel.open(config, at, context);
    }
}
