/**
 * The commands that a person types.
 *
 * <p>{@link org.sparkresnet.cli.Main} maps a word to a command and an outcome to an exit code; each command reads like a
 * table of contents of what it does. Arguments are parsed by picocli, settings by {@code config}; nothing is computed
 * here.
 */
package org.sparkresnet.cli;
