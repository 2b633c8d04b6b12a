/** Something the operator can set right. Its message is one clear sentence, shown as it is and without a stack. */
export class StartupFault extends Error {
  readonly exitCode: number;
  constructor(sentence: string, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}
