package dev.didact.engine;

import dev.didact.engine.internal.recipe.RecipeSchema;
import java.util.regex.Pattern;

/// How much heap the process of an isolated plugin has; as text `512MB` or `2GB`.
///
/// @param megabytes 1 or more
public record ProcessMemory(int megabytes) {
    /// The form of the text.
    public static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,5}(MB|GB)");

    /// What it must be, for somebody who wrote something else.
    public static final String RULE = "must be a whole number of MB or GB such as 512MB";

    private static final int UNIT = 2;

    public ProcessMemory {
        if (megabytes < 1) {
            throw new IllegalArgumentException("'megabytes' must be 1 or more but is " + megabytes);
        }
    }

    /// The size that a text says.
    ///
    /// @param text of that form
    public static ProcessMemory parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(RULE + " but is '" + text + "'");
        }
        int number = Integer.parseInt(text.substring(0, text.length() - UNIT));
        return new ProcessMemory(text.endsWith("GB") ? number * 1024 : number);
    }

    /// What processes have where nobody says how much: the default of `process-memory` in recipes.
    public static ProcessMemory usual() {
        return parse(RecipeSchema.usualProcessMemory());
    }

    @Override
    public String toString() {
        return megabytes + "MB";
    }
}
