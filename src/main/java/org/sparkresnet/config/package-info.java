/**
 * The border to Typesafe Config: what a person wrote, read with types.
 *
 * <p>{@link org.sparkresnet.config.Settings} lays {@code reference.conf}, a recipe and the command line over each other
 * and answers typed values. It collects what is wrong instead of throwing, so that a person learns of every mistake at
 * once, each with key, value, origin and remedy. No other package imports Typesafe Config, and this one knows nothing
 * of what the settings mean: each package reads its own block in a static {@code from(Settings)}. {@link
 * org.sparkresnet.config.InvalidInputException} is the one exception type of the whole program for "the person's
 * mistake".
 */
package org.sparkresnet.config;
