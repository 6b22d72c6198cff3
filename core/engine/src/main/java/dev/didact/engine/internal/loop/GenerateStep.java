package dev.didact.engine.internal.loop;

import dev.didact.api.Generator;
import dev.didact.engine.internal.plugin.Sessions;
import java.util.Map;

/// An entry under `generate`, ready to work.
///
/// @param id id of the step
/// @param identity hash of all in the recipe and its plugin that its samples depend on, models apart
/// @param sessions instances of its generator
/// @param seats name of the model at each seat
/// @param perItem how many samples of each item
/// @param tries how many attempts for each sample
record GenerateStep(
        String id,
        String identity,
        Sessions<Generator.Session> sessions,
        Map<String, String> seats,
        int perItem,
        int tries) {}
