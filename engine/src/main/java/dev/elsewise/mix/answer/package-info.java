/** What a media-mix model answers, in plain records without data behind them. */
package dev.elsewise.mix.answer;
