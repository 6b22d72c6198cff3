package dev.didact.engine;

import java.util.Optional;

/// One setting of a contribution, as its schema says. A setting of a nested record is told by its path,
/// `layout.columns`.
///
/// @param path where it stands under `with`
/// @param type what it holds, in words: `integer`, `list of string`, `plain|formal`
/// @param required whether a recipe must give it
/// @param preset what it is where a recipe leaves it out, as YAML; empty where it is then absent
/// @param bounds which values are allowed, in words; may be empty
/// @param doc what it means; may be empty
public record SettingCard(
        String path, String type, boolean required, Optional<String> preset, String bounds, String doc) {}
