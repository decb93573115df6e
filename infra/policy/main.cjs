/** Where Pulumi begins: its own TypeScript reads no `.ts` in import paths, and Node's does. */
void import('./pack.ts')
