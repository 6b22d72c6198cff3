/// Prompts written as strict Mustache templates: a variable that is not there is an error, never an empty place.
///
/// [TemplateGenerator] asks one question a job. [PromptTemplate] is a template that was checked when it was read,
/// [Variables] are what it may name, and [Vary] draws the columns that differ from sample to sample.
@NullMarked
package dev.didact.generators.template;

import org.jspecify.annotations.NullMarked;
