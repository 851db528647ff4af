/** Reading study files strictly: YAML values that know their line, and the keys that every kind of study has. */
package dev.elsewise.study.yaml;
