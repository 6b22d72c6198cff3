package dev.didact.engine.internal.loop;

import dev.didact.api.Rubric;
import dev.didact.engine.Place;
import dev.didact.engine.internal.grading.GradeRule;
import dev.didact.engine.internal.plugin.Sessions;
import java.util.List;
import java.util.Map;

/// An entry under `grade`, ready to work.
///
/// @param id what sets it apart from the other entries of the recipe
/// @param identity hash of all in the recipe and its plugin that its results depend on, models apart
/// @param sessions instances of its rubric
/// @param seats name of the model at each seat
/// @param declared ids of the criteria that its rubric declares, also of those that do not count
/// @param rule how it decides
/// @param wantsSiblings whether one of its criteria looks at all samples of an item
/// @param wantsEarlier whether one of them looks at what the step let through before
/// @param place where it stands in the recipe
record GradeStep(
        String id,
        String identity,
        Sessions<Rubric.Grader> sessions,
        Map<String, String> seats,
        List<String> declared,
        GradeRule rule,
        boolean wantsSiblings,
        boolean wantsEarlier,
        Place place) {}
