package dev.didact.engine;

import java.util.Optional;

/// A run in a list.
///
/// @param run its number in the workspace
/// @param recipe name of its recipe
/// @param arm name of its arm; empty where the recipe has none
/// @param status `running`, `completed`, `stopped`, `paused` or `failed`
/// @param reason why it ended or stands still; empty while it runs
/// @param rounds rounds finished, the base not counted
/// @param accepted samples accepted
/// @param heldOut the held-out score of the kept student
public record RunSummary(
        int run,
        String recipe,
        String arm,
        String status,
        String reason,
        int rounds,
        long accepted,
        Optional<Measured> heldOut) {}
