import { Shell } from './shells';
import { NAME } from '../../private/version';

/**
 * What shells read. Each asks the command for what can follow, a value and its meaning a line, and offers files where there is
 * none. Words are handed on as they were typed: nothing of them is run.
 *
 * Not a library: those for commander switch off the completion of files, or evaluate the words.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_ack_secure_inference() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(${NAME} complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _ack_secure_inference ${NAME}
`,
  zsh: `#compdef ${NAME}
_ack_secure_inference() {
  local -a values
  values=("\${(@f)$(${NAME} complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  values=("\${(@)\${values:#}//:/\\\\:}")
  values=("\${(@)values/$'\\t'/:}")
  if [[ -n "\${values[1]}" ]]; then
    _describe ${NAME} values
  else
    _files
  fi
}
compdef _ack_secure_inference ${NAME}
`,
  fish: `function __ack_secure_inference
  set -l before (commandline -opc)
  set -l word (commandline -ct)
  set -l values (${NAME} complete -- $before[2..-1] "$word" 2>/dev/null)
  if test (count $values) -gt 0
    printf '%s\\n' $values
  else
    __fish_complete_path "$word"
  end
end
complete -c ${NAME} -f -a '(__ack_secure_inference)'
`,
};
