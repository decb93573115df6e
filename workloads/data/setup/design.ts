/** The design document of a lounge's database: the log's order, and what is refused. */
import { validateDocUpdate } from './validate.ts'

/** By term number, then generation, then environment: ids alone would sort a term's environments apart. */
const order = `function (doc) {
  if (doc._id.indexOf('commit:') === 0) emit([doc.term.number, doc.first, doc.term.environment], null)
}`

export const design = {
  _id: '_design/log',
  language: 'javascript',
  views: { order: { map: order } },
  validate_doc_update: validateDocUpdate,
}
