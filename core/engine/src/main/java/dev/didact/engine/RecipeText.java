package dev.didact.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A recipe as the user gave it: the text, and what the line says beside it.
///
/// @param file its name, for messages
/// @param base the folder that its relative paths start from
/// @param text the bytes of the document
/// @param settings `path=value`, as after `--set`, applied in order after the arm's
/// @param arm name of the arm to take; empty for the first
@SuppressWarnings("ArrayRecordComponent") // a file as it was read, never compared
public record RecipeText(String file, Path base, byte[] text, List<String> settings, Optional<String> arm) {
    public RecipeText {
        settings = List.copyOf(settings);
    }

    /// The same recipe with another arm.
    public RecipeText withArm(String arm) {
        return new RecipeText(file, base, text, settings, Optional.of(arm));
    }
}
