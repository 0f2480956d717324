/**
 * `completion bash|zsh|fish`. After `kubectl crashloop` kubectl's own script completes; it asks an executable for it, and how that is
 * made stands at the top. The rest serves the program by its own name. No word of the line is evaluated: each is handed on as it is.
 */
import type { SHELLS } from '../command.ts';
import { NAME } from '../version.ts';

const ASKED_BY_KUBECTL = `# kubectl 1.26 and newer completes 'kubectl crashloop' itself, where kubectl's own completion is on, by an executable on PATH.
# Made once, in a folder that is on PATH:
#
#   printf '#!/bin/sh\\nexec kubectl-crashloop __complete "$@" 2>/dev/null\\n' > ~/.local/bin/kubectl_complete-crashloop
#   chmod +x ~/.local/bin/kubectl_complete-crashloop
#`;

/** bash 3.2 (macOS) lacks mapfile, BASH_ALIASES and nosort. */
const BASH = `${ASKED_BY_KUBECTL}
# This script completes kubectl-crashloop, crashloop, and the aliases of 'kubectl crashloop' that are there when it is read.
# In ~/.bashrc, below the aliases:
#
#   source <(kubectl crashloop completion bash)

_kubectl_crashloop() {
  local line=\${COMP_LINE:0:COMP_POINT} last piece i
  local -a words=() command=() found=()
  # bash splits words at = and : too. What stands together is one.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    piece=\${COMP_WORDS[i]}
    if ((i == 0)) || [[ $line == [[:space:]]* ]]; then
      line=\${line#"\${line%%[![:space:]]*}"}
      words+=('')
    fi
    ((\${#piece} > \${#line})) && piece=$line
    words[\${#words[@]}-1]+=$piece
    line=\${line:\${#piece}}
    last=$piece
  done
  [[ $last == [=:]* ]] && last=''

  # An alias stands for its words.
  piece=$(builtin alias "\${words[0]}" 2>/dev/null)
  if [[ -n $piece ]]; then
    piece=\${piece#*=\\'}
    read -r -a command <<<"\${piece%\\'}"
  else
    command=("\${words[0]/#\\~\\//$HOME/}")
  fi
  case \${command[0]##*/} in
    kubectl | oc) command=("\${command[@]:0:2}" __complete "\${command[@]:2}") ;;
    *) command=("\${command[0]}" __complete "\${command[@]:1}") ;;
  esac

  # What readline replaces is the last piece alone.
  local word=\${words[\${#words[@]}-1]} before='' directive=4
  [[ $word == -*=* ]] && before=\${word%%=*}=
  while IFS= read -r piece; do
    if [[ $piece == :* ]]; then
      directive=\${piece#:}
    else
      piece=$before\${piece%%$'\\t'*}
      found+=("\${piece:\${#word}-\${#last}}")
    fi
  done < <(command "\${command[@]}" "\${words[@]:1}" 2>/dev/null)
  if [[ $directive == 0 ]]; then
    while IFS= read -r piece; do found+=("$piece"); done < <(compgen -f -- "$last")
    compopt -o filenames 2>/dev/null
  fi
  COMPREPLY=(\${found[@]+"\${found[@]}"})
}

_kubectl_crashloop_names() {
  local line name
  printf '%s\\n' kubectl-crashloop crashloop
  builtin alias | while IFS= read -r line; do
    name=\${line#alias }
    name=\${name%%=*}
    case $line in
      *"='kubectl crashloop'" | *"='kubectl crashloop "* | *"='kubectl-crashloop'" | *"='kubectl-crashloop "*) printf '%s\\n' "$name" ;;
    esac
  done
}

while IFS= read -r _kubectl_crashloop_name; do
  # The worst pods come first, where bash (4.4) leaves the order alone.
  complete -o nosort -F _kubectl_crashloop "$_kubectl_crashloop_name" 2>/dev/null || complete -F _kubectl_crashloop "$_kubectl_crashloop_name"
done < <(_kubectl_crashloop_names)
unset _kubectl_crashloop_name
unset -f _kubectl_crashloop_names
`;

const ZSH = `#compdef kubectl-crashloop crashloop
${ASKED_BY_KUBECTL}
# zsh completes an alias of 'kubectl crashloop' as that. This script completes kubectl-crashloop and crashloop. In ~/.zshrc, below compinit:
#
#   source <(kubectl crashloop completion zsh)

_kubectl_crashloop() {
  local line directive=4
  local -a lines candidates
  lines=("\${(@f)$(command "\${(Q)words[1]/#\\~\\//$HOME/}" __complete "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  for line in "\${lines[@]}"; do
    if [[ $line == :* ]]; then
      directive=\${line#:}
    elif [[ $line == *$'\\t'* ]]; then
      candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    elif [[ -n $line ]]; then
      candidates+=("\${line//:/\\\\:}")
    fi
  done
  # Of --flag=value the value alone is completed.
  [[ $PREFIX == -*=* ]] && compset -P 1 '*='
  if [[ $directive == 0 ]]; then
    _files
  elif ((\${#candidates})); then
    _describe -V -t values 'kubectl crashloop' candidates
  fi
}

if [[ \${funcstack[1]-} == _kubectl_crashloop ]]; then
  _kubectl_crashloop "$@"
elif (($+functions[compdef])); then
  compdef _kubectl_crashloop kubectl-crashloop crashloop
fi
`;

const FISH = `${ASKED_BY_KUBECTL}
# fish completes an alias of 'kubectl crashloop' as that. This script completes kubectl-crashloop and crashloop. Once:
#
#   kubectl crashloop completion fish > ~/.config/fish/completions/kubectl-crashloop.fish

function __kubectl_crashloop
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    # Of --flag=value the value alone is printed; fish wants the whole word.
    set -l before (string match -r -- '^-[^=]*=' $current)
    set -l lines (command $program __complete $words[2..-1] "$current" 2>/dev/null)
    set -q lines[1]; or return
    if test "$lines[-1]" = ':0'
        __fish_complete_path (string replace -r -- '^-[^=]*=' '' "$current") | string replace -r -- '^' "$before"
        return
    end
    for line in $lines
        string match -q -- ':*' $line; or printf '%s\\n' "$before$line"
    end
end

complete -c kubectl-crashloop -f -k -a '(__kubectl_crashloop)'
complete -c crashloop -f -k -a '(__kubectl_crashloop)'
`;

const SCRIPTS: Record<(typeof SHELLS)[number], string> = { bash: BASH, zsh: ZSH, fish: FISH };

/** The scripts are written with the name that the program has now. */
export const completionScript = (shell: (typeof SHELLS)[number]): string => SCRIPTS[shell].replaceAll('crashloop', NAME);
