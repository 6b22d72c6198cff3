package dev.didact.api;

import org.pf4j.ExtensionPoint;

/// What a plugin adds to Didact: a stateless factory, made once for each load of its plugin.
///
/// | Call | Thread | May it wait? |
/// |---|---|---|
/// | constructor, [Rubric#criteria] | any | no |
/// | [Generator.Session#generate], [Rubric.Grader#grade] and the functions in their steps | a platform thread of the plugin | no |
/// | [DataSource.Reader#next] | a fresh virtual thread | yes |
/// | [ModelProvider.Model#answer] | a fresh virtual thread; a platform thread where [dev.didact.api.model.ModelInfo#computes] | yes |
/// | [Learner.Session#learn] | a platform thread | yes |
/// | [Exporter.Writer#write] | a fresh virtual thread | yes |
///
/// The context class loader is the plugin's during every call. Whatever an implementation throws costs at most what it
/// was working on: a [DidactException] says what failed and whether to try again; anything else counts as a defect of
/// the plugin, which is named to the person at the prompt.
///
/// @param <C> the configuration record; [NoConfig] where there is nothing to configure
public sealed interface Contribution<C extends Record> extends ExtensionPoint
        permits DataSource, Generator, Rubric, ModelProvider, Learner, Exporter {}
