package dev.didact.engine.internal.model;

import dev.didact.api.model.Reply;

/// A call that was answered, as the journal keeps it.
///
/// @param key identity of the call: task, place within it, logical attempt
/// @param request hash of what was asked
/// @param model the model's name in the recipe
/// @param reply what came back
public record CallRecord(String key, String request, String model, Reply reply) {}
