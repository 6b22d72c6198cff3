package dev.didact.engine;

import dev.didact.api.grading.Grade;
import dev.didact.api.grading.Verdict;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a rubric said of one given text.
///
/// An id is only ever what the line itself says, and is copied as it came: a text stays a text, a number keeps every
/// digit. None is made up, because whoever joins results to inputs by id would take it for another line's. A line
/// without an id, or of which none can be read, is found by its number.
///
/// @param line the line's number, from 1, blank lines counted too
/// @param id the line's own id, also where the line cannot be graded; empty where it has none, it is null, or the line
///     is no JSON object
/// @param response the text; empty where the line cannot be graded
/// @param grade the results; none where the line cannot be graded
/// @param verdict what follows; empty where the line cannot be graded
/// @param problem why the line cannot be graded
public record GradedLine(
        long line,
        Optional<JsonNode> id,
        String response,
        Grade grade,
        Optional<Verdict> verdict,
        Optional<Problem> problem) {}
